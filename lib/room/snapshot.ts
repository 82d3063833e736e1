import type { Content } from "../content/mod.ts";
import type { Mailbox } from "../signal/mod.ts";
import type { RosterMember } from "../wire/control.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { AddressClaim } from "./entry/address_claim.ts";
import type { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import { memberView } from "./members/member_view.ts";
import type { Membership } from "./members/membership.ts";
import type { Governance } from "./policy/governance.ts";
import type { HostControls } from "./host/host_controls.ts";
import type { LinkKeys, RoomLock } from "./link_keys.ts";
import type { GovernanceState, PeerView, RoomPhase, RoomState } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { Verification } from "./verification.ts";

/** The parts of a room that its picture shows. */
export interface SnapshotParts {
  readonly addressClaim: AddressClaim;
  readonly content: Content;
  readonly governance: Governance;
  readonly host: HostControls;
  readonly keys: LinkKeys;
  readonly lifecycle: { readonly phase: RoomPhase };
  readonly memberFlow: { readonly halted: ReadonlySet<PeerId> };
  readonly membership: Membership;
  readonly mesh: Mesh;
  readonly relayOnly: RelayOnlyMode;
  readonly router: { readonly mailbox: Mailbox | null };
  readonly verification: Verification;
  readonly refusedCommands: number;
  readonly refusedSignals: number;
}

/** What of a room never changes. */
export interface SnapshotOptions {
  readonly room: string;
  readonly capacity: number;
  /** What we came by: its codec says whether the introductions of this visit are sealed. */
  readonly lock: RoomLock;
}

/** A read-only picture of a room as it is now. */
export function snapshot(
  parts: SnapshotParts,
  { room, capacity, lock }: SnapshotOptions,
): RoomState {
  const { keys, lifecycle: { phase }, membership, content, governance, verification } = parts;
  const role = membership.coordinating ? "coordinator" : "member";
  return {
    phase: phase.name === "joined" ? { name: "joined", role } : phase,
    room,
    sealed: lock.codec.sealed,
    key: keys.key,
    self: memberView(membership.self, governance),
    peers: membership.others().map((member) => peerView(member, parts)),
    coordinator: membership.roster?.coordinator ?? null,
    capacity,
    governance: governanceState(parts),
    chat: content.lines,
    group: verification.group,
    addressHidden: parts.relayOnly.on,
    refusedSignals: parts.refusedSignals,
    refusedLines: content.refused,
    broker: brokerState(parts),
  };
}

function peerView(member: RosterMember, parts: SnapshotParts): PeerView {
  const { governance, mesh, verification, memberFlow } = parts;
  return {
    member: memberView(member, governance),
    link: mesh.stateOf(member.id),
    way: mesh.wayTo(member.id),
    tracks: mesh.tracksOf(member.id),
    trust: verification.trustOf(member.id),
    halted: memberFlow.halted.has(member.id),
  };
}

function governanceState(parts: SnapshotParts): GovernanceState {
  const { governance, membership, host, refusedCommands } = parts;
  const { lobby, locked, version } = governance.policy;
  return {
    host: governance.options.host.kind,
    open: host.open,
    present: host.open || membership.others().some(({ id }) => governance.isHost(id)),
    lobby,
    locked,
    waiting: host.open ? membership.admission.knocks : [],
    version,
    refusedCommands,
  };
}

function brokerState(parts: SnapshotParts): RoomState["broker"] {
  const { lifecycle: { phase }, router: { mailbox }, membership, addressClaim } = parts;
  if (phase.name === "left" || mailbox === null) return "closed";
  if (mailbox.state !== "open" || (membership.coordinating && !addressClaim.open)) {
    return "reconnecting";
  }
  return "connected";
}
