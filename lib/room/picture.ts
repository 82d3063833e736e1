import type { Content } from "../content/mod.ts";
import type { Mailbox } from "../signal/mod.ts";
import type { Connections } from "./connections.ts";
import type { FrontDoor } from "./front_door.ts";
import type { Presence } from "./presence.ts";
import type { RoomPhase, RoomState } from "./types.ts";
import type { Verifier } from "./verifier.ts";

/** The parts of a room that its picture shows. */
export interface PictureParts {
  readonly room: string;
  readonly sealed: boolean;
  /** What holds before there is a roster to say otherwise. */
  readonly capacity: number;
  readonly phase: RoomPhase;
  readonly presence: Presence;
  readonly connections: Connections;
  readonly verifier: Verifier;
  readonly content: Content;
  readonly mailbox: Mailbox | null;
  readonly door: FrontDoor;
  readonly refusedSignals: number;
}

/** A read-only picture of a room as it is now. */
export function picture(parts: PictureParts): RoomState {
  const { room, sealed, phase, presence, connections, verifier, content, refusedSignals } = parts;
  const role = presence.coordinating ? "coordinator" : "member";
  return {
    phase: phase.name === "joined" ? { name: "joined", role } : phase,
    room,
    sealed,
    self: presence.self,
    peers: presence.others().map((member) => ({
      member,
      link: connections.stateOf(member.id),
      tracks: connections.tracksOf(member.id),
      trust: verifier.trustOf(member.id),
    })),
    coordinator: presence.roster?.coordinator ?? null,
    capacity: presence.roster?.capacity ?? parts.capacity,
    chat: content.lines,
    group: verifier.group,
    refusedSignals,
    broker: brokerState(parts),
  };
}

function brokerState({ phase, mailbox, presence, door }: PictureParts): RoomState["broker"] {
  if (phase.name === "left" || mailbox === null) return "closed";
  if (mailbox.state !== "open" || (presence.coordinating && !door.open)) return "reconnecting";
  return "connected";
}
