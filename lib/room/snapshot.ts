import type { Content } from "../content/mod.ts";
import type { Mailbox } from "../signal/mod.ts";
import type { Connections } from "./mesh/mesh.ts";
import type { FrontDoor } from "./entry/address_claim.ts";
import type { Hiding } from "./mesh/relay_only_mode.ts";
import type { Presence } from "./members/membership.ts";
import type { RosterMember } from "../wire/control.ts";
import type { Governance } from "./policy/governance.ts";
import type { HostDesk } from "./host/host_controls.ts";
import type { Keyring } from "./link_keys.ts";
import { labelOf, withoutOf } from "./policy/policy.ts";
import type { GovernanceState, Member, RoomPhase, RoomState } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { Verifier } from "./verification.ts";

/** The parts of a room that its picture shows. */
export interface PictureParts {
  readonly room: string;
  readonly keys: Keyring;
  readonly capacity: number;
  readonly phase: RoomPhase;
  readonly presence: Presence;
  readonly governance: Governance;
  readonly desk: HostDesk;
  readonly refusedCommands: number;
  readonly connections: Connections;
  readonly hiding: Hiding;
  readonly verifier: Verifier;
  readonly content: Content;
  readonly mailbox: Mailbox | null;
  readonly door: FrontDoor;
  readonly refusedSignals: number;
  /** Members who said that their browser stopped sending to us. */
  readonly halted: ReadonlySet<PeerId>;
  /** Whether the introductions of this visit were sealed. */
  readonly sealed: boolean;
}

/** A read-only picture of a room as it is now. */
export function picture(parts: PictureParts): RoomState {
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

function governanceState(parts: PictureParts): GovernanceState {
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

function brokerState({ phase, mailbox, presence, door }: PictureParts): RoomState["broker"] {
  if (phase.name === "left" || mailbox === null) return "closed";
  if (mailbox.state !== "open" || (presence.coordinating && !door.open)) return "reconnecting";
  return "connected";
}
