import type { LinkState } from "../link/mod.ts";
import type { SignedPolicy } from "../wire/policy.ts";
import type { Presence as PresenceMessage, Roster } from "../wire/presence.ts";
import type { Connections } from "./connections.ts";
import { outranks } from "./roster.ts";
import type { PeerId } from "./types.ts";

export interface MeetingOptions {
  readonly self: PeerId;
  readonly address: () => PeerId;
  readonly connections: Connections;
  /** Our room, while we coordinate it or its coordinator is silent; null otherwise. */
  readonly ours: () => Roster | null;
  /** Our coordinator has lost the address, and is silent: we coordinate, if we did not already. */
  readonly lead: () => void;
  readonly policy: () => SignedPolicy | null;
  readonly send: (peer: PeerId, message: PresenceMessage) => void;
  /** Our room stays: by a term later than either. */
  readonly goOn: (theirTerm: number) => void;
  /** Our room moves into the other. */
  readonly move: () => void;
}

/**
 * Two rooms at one address, as after a split, become one: by a fixed rule one of them stays, and
 * everyone of the other comes in by its door.
 */
export class Meeting {
  constructor(readonly options: MeetingOptions) {}

  /**
   * Somebody else holds the address of our room: meet them. Where that is our own, silent coordinator
   * it declines; anybody else shows by answering that our coordinator's page was killed or cut off.
   */
  begin(): void {
    const { connections, address, self, ours } = this.options;
    if (ours() === null || connections.has(address())) return;
    connections.dial(address(), self, false);
  }

  /** The connection to the address, which another room's coordinator holds, changed. */
  linkChanged(state: LinkState): void {
    const { ours, policy, send, address, connections } = this.options;
    const roster = ours();
    if (state.name === "connected" && roster !== null) {
      return send(address(), { t: "merge", roster, policy: policy() });
    }
    // A holder that cannot answer now is met at another time, or somebody else is.
    connections.drop(address());
  }

  /** We hold the address, and the coordinator of another room at it asks who moves. */
  asked(guest: PeerId, theirs: Roster): void {
    const { ours, send, goOn, move } = this.options;
    const roster = ours();
    if (roster === null) return;
    if (!outranks(roster, theirs)) {
      send(guest, { t: "stay", term: roster.term });
      return move();
    }
    send(guest, { t: "come" });
    goOn(theirs.term);
  }

  /** The holder said that we are to come, or, with its term, that it will come to us. */
  answered(peer: PeerId, theirTerm: number | null): void {
    const { ours, address, connections, lead, goOn, move } = this.options;
    if (peer !== address()) return;
    // Our coordinator has spoken meanwhile, and sees to its address itself.
    if (ours() === null) return connections.drop(peer);
    lead();
    if (theirTerm === null) return move();
    connections.drop(peer);
    goOn(theirTerm);
  }
}
