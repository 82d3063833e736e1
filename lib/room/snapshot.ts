import type { Content } from "../content/mod.ts";
import type { Mailbox } from "../signal/mod.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { AddressClaim } from "./entry/address_claim.ts";
import type { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import type { Membership } from "./members/membership.ts";
import type { RosterMember } from "../wire/control.ts";
import type { Governance } from "./policy/governance.ts";
import type { HostControls } from "./host/host_controls.ts";
import type { LinkKeys } from "./link_keys.ts";
import { labelOf, withoutOf } from "./policy/policy.ts";
import type { GovernanceState, Member, RoomPhase, RoomState } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { Verification } from "./verification.ts";

/** The parts of a room that its picture shows. */
export interface SnapshotParts {
  readonly room: string;
  readonly keys: LinkKeys;
  readonly capacity: number;
  readonly phase: RoomPhase;
  readonly presence: Membership;
  readonly governance: Governance;
  readonly desk: HostControls;
  readonly refusedCommands: number;
  readonly connections: Mesh;
  readonly hiding: RelayOnlyMode;
  readonly verifier: Verification;
  readonly content: Content;
  readonly mailbox: Mailbox | null;
  readonly door: AddressClaim;
  readonly refusedSignals: number;
  /** Members who said that their browser stopped sending to us. */
  readonly halted: ReadonlySet<PeerId>;
  /** Whether the introductions of this visit were sealed. */
  readonly sealed: boolean;
}

/** A read-only picture of a room as it is now. */
export function snapshot(parts: SnapshotParts): RoomState {
  const { room, keys, phase, presence, connections, verifier, content, refusedSignals } = parts;
  const { governance } = parts;
  const role = presence.coordinating ? "coordinator" : "member";
  return {
    phase: phase.name === "joined" ? { name: "joined", role } : phase,
    room,
    sealed: parts.sealed,
    key: keys.key,
    self: memberView(presence.self, governance),
    peers: presence.others().map((member) => ({
      member: memberView(member, governance),
      link: connections.stateOf(member.id),
      way: connections.wayTo(member.id),
      tracks: connections.tracksOf(member.id),
      trust: verifier.trustOf(member.id),
      halted: parts.halted.has(member.id),
    })),
    coordinator: presence.roster?.coordinator ?? null,
    capacity: parts.capacity,
    governance: governanceState(parts),
    chat: content.lines,
    group: verifier.group,
    addressHidden: parts.hiding.on,
    refusedSignals,
    refusedLines: content.refused,
    broker: brokerState(parts),
  };
}

/** A member as others see them: what they say of themselves, and what the host says. */
export function memberView(member: RosterMember, governance: Governance): Member {
  const { id, order, name, status, seat } = member;
  return {
    id,
    order,
    name,
    status,
    role: labelOf(governance.policy, seat),
    host: governance.isHost(id),
    without: withoutOf(governance.policy, seat),
  };
}

function governanceState(parts: SnapshotParts): GovernanceState {
  const { governance, presence, desk, refusedCommands } = parts;
  const { lobby, locked, version } = governance.policy;
  return {
    host: governance.options.host.kind,
    open: desk.open,
    present: desk.open || presence.others().some(({ id }) => governance.isHost(id)),
    lobby,
    locked,
    waiting: desk.open ? presence.admission.knocks : [],
    version,
    refusedCommands,
  };
}

function brokerState({ phase, mailbox, presence, door }: SnapshotParts): RoomState["broker"] {
  if (phase.name === "left" || mailbox === null) return "closed";
  if (mailbox.state !== "open" || (presence.coordinating && !door.open)) return "reconnecting";
  return "connected";
}
