import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, PeerId, PeerView, Room } from "../lib/mod.ts";

/** Milliseconds between two readings, and how long a ring stays after the last loud one. */
export const LISTEN_PERIOD_MS = 300;
export const LISTEN_HOLD_MS = 900;

/** From this level on (0 to 1, as WebRTC reports it) a person counts as speaking. */
export const LOUD = 0.02;

/** Who is speaking. */
export interface Speaking {
  readonly speakers: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Listens in a room; the answer stops it. */
  watch(room: Room): () => void;
}

/** How one person's level is read; null when it is not known. */
export type ReadLevel = (room: Room, peer: PeerView) => Promise<number | null>;

/** Makes the list of speakers. `ownLevel` is this person's, 0 to 1 on the same scale. */
export function createSpeaking(
  clock: Clock,
  ownLevel: () => number,
  readLevel: ReadLevel = levelFromStats,
): Speaking {
  const speakers = signal<ReadonlySet<PeerId>>(new Set());

  function watch(room: Room): () => void {
    const loudAt = new Map<PeerId, number>();
    let stopped = false;
    let cancel = () => {};
    const round = async () => {
      const { self, peers } = room.state;
      const levels = await Promise.all(
        peers.filter(audible).map(async (peer) =>
          [peer.member.id, await readLevel(room, peer)] as const
        ),
      );
      if (stopped) return;
      const own = [self.id, self.status.microphone ? ownLevel() : 0] as const;
      const now = clock.now();
      for (const [id, level] of [...levels, own]) {
        if (level !== null && level >= LOUD) loudAt.set(id, now);
      }
      for (const [id, at] of loudAt) if (now - at > LISTEN_HOLD_MS) loudAt.delete(id);
      if (!sameMembers(speakers.value, loudAt)) speakers.value = new Set(loudAt.keys());
      cancel = clock.after(LISTEN_PERIOD_MS, round);
    };
    void round();
    return () => {
      stopped = true;
      cancel();
      speakers.value = new Set();
    };
  }

  return { speakers: computed(() => speakers.value), watch };
}

/** Reads the level that the connection's statistics report for the microphone lane. */
export async function levelFromStats(room: Room, peer: PeerView): Promise<number | null> {
  const report = await room.stats(peer.member.id);
  const track = peer.tracks.microphone?.id;
  let level: number | null = null;
  report?.forEach((entry) => {
    if (entry.type === "inbound-rtp" && entry.trackIdentifier === track) {
      level = typeof entry.audioLevel === "number" ? entry.audioLevel : null;
    }
  });
  return level;
}

function audible(peer: PeerView): boolean {
  return peer.member.status.microphone && peer.link.name === "connected";
}

function sameMembers(a: ReadonlySet<PeerId>, b: ReadonlyMap<PeerId, number>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
