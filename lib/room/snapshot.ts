import type { Content } from "../content/mod.ts";
import type { Mailbox } from "../signal/mod.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { AddressClaim } from "./entry/address_claim.ts";
import type { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import { memberView } from "./members/member_view.ts";
import type { Membership } from "./members/membership.ts";
import type { Governance } from "./policy/governance.ts";
import type { HostControls } from "./host/host_controls.ts";
import type { LinkKeys } from "./link_keys.ts";
import type { GovernanceState, RoomPhase, RoomState } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { Verification } from "./verification.ts";

/** The parts of a room that its picture shows. */
export interface SnapshotParts {
  readonly room: string;
  readonly keys: LinkKeys;
  readonly capacity: number;
  readonly phase: RoomPhase;
  readonly membership: Membership;
  readonly governance: Governance;
  readonly hostControls: HostControls;
  readonly refusedCommands: number;
  readonly mesh: Mesh;
  readonly relayOnly: RelayOnlyMode;
  readonly verification: Verification;
  readonly content: Content;
  readonly mailbox: Mailbox | null;
  readonly addressClaim: AddressClaim;
  readonly refusedSignals: number;
  /** Members who said that their browser stopped sending to us. */
  readonly halted: ReadonlySet<PeerId>;
  /** Whether the introductions of this visit were sealed. */
  readonly sealed: boolean;
}

/** A read-only picture of a room as it is now. */
export function snapshot(parts: SnapshotParts): RoomState {
  const { room, keys, phase, membership, mesh, verification, content, refusedSignals } = parts;
  const { governance } = parts;
  const role = membership.coordinating ? "coordinator" : "member";
  return {
    phase: phase.name === "joined" ? { name: "joined", role } : phase,
    room,
    sealed: parts.sealed,
    key: keys.key,
    self: memberView(membership.self, governance),
    peers: membership.others().map((member) => ({
      member: memberView(member, governance),
      link: mesh.stateOf(member.id),
      way: mesh.wayTo(member.id),
      tracks: mesh.tracksOf(member.id),
      trust: verification.trustOf(member.id),
      halted: parts.halted.has(member.id),
    })),
    coordinator: membership.roster?.coordinator ?? null,
    capacity: parts.capacity,
    governance: governanceState(parts),
    chat: content.lines,
    group: verification.group,
    addressHidden: parts.relayOnly.on,
    refusedSignals,
    refusedLines: content.refused,
    broker: brokerState(parts),
  };
}

function governanceState(parts: SnapshotParts): GovernanceState {
  const { governance, membership, hostControls, refusedCommands } = parts;
  const { lobby, locked, version } = governance.policy;
  return {
    host: governance.options.host.kind,
    open: hostControls.open,
    present: hostControls.open || membership.others().some(({ id }) => governance.isHost(id)),
    lobby,
    locked,
    waiting: hostControls.open ? membership.admission.knocks : [],
    version,
    refusedCommands,
  };
}

function brokerState(
  { phase, mailbox, membership, addressClaim }: SnapshotParts,
): RoomState["broker"] {
  if (phase.name === "left" || mailbox === null) return "closed";
  if (mailbox.state !== "open" || (membership.coordinating && !addressClaim.open)) {
    return "reconnecting";
  }
  return "connected";
}
