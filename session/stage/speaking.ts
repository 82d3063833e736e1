import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, PeerId, PeerView, Room } from "../../lib/mod.ts";

/**
 * Milliseconds between two readings, and how long a ring stays after the last loud one. A reading tells
 * of a moment: in step with a beat, it would find the same silence each time. Few beats are in step
 * with 130.
 */
export const LISTEN_PERIOD_MS = 130;
export const LISTEN_HOLD_MS = 900;

/** From this level on (0 to 1, as WebRTC reports it) a person counts as speaking. */
export const LOUD = 0.02;

/** Who is speaking. */
export interface Speaking {
  readonly speakers: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Listens in a room; the answer stops it. */
  watch(room: Room): () => void;
}

/** Makes the list of speakers. `ownLevel` is this person's, 0 to 1 on the scale of the others'. */
export function createSpeaking(clock: Clock, ownLevel: () => number): Speaking {
  const speakers = signal<ReadonlySet<PeerId>>(new Set());

  function watch(room: Room): () => void {
    const loudAt = new Map<PeerId, number>();
    let cancel = () => {};
    const round = () => {
      const { self, peers } = room.state;
      const now = clock.now();
      const hear = (id: PeerId, level: number | null) => {
        if (level !== null && level >= LOUD) loudAt.set(id, now);
      };
      for (const { member } of peers.filter(audible)) hear(member.id, room.audioLevel(member.id));
      hear(self.id, self.status.microphone ? ownLevel() : null);
      for (const [id, at] of loudAt) if (now - at > LISTEN_HOLD_MS) loudAt.delete(id);
      if (!sameMembers(speakers.peek(), loudAt)) speakers.value = new Set(loudAt.keys());
      cancel = clock.after(LISTEN_PERIOD_MS, round);
    };
    round();
    return () => {
      cancel();
      speakers.value = new Set();
    };
  }

  return { speakers: computed(() => speakers.value), watch };
}

function audible(peer: PeerView): boolean {
  return peer.member.status.microphone && peer.link.name === "connected";
}

function sameMembers(a: ReadonlySet<PeerId>, b: ReadonlyMap<PeerId, number>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
