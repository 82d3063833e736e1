import type { Said, Speaker } from "../bus/bus.ts";

/** Bytes that one may bring before it is the next one's turn. */
const QUANTUM = 16 * 1024;
/** What a frame takes besides its text, so that many small ones count as well. */
const FRAME_COST = 256;

/** What a frame counts in a line. */
export function costOf({ frame }: Said): number {
  return frame.length + FRAME_COST;
}

/** What waits of one sender, or of a crowd of them. */
interface Share {
  /** What it has waiting. */
  readonly size: number;
  /** What it may still bring in this round; below nothing when its last frame was a large one. */
  credit: number;
  add(said: Said): void;
  oldest(): Said | null;
  newest(path: readonly string[]): Said | null;
}

/** The frames of one sender, in their order. */
class Single implements Share {
  size = 0;
  credit = QUANTUM;
  #frames: Said[] = [];

  add(said: Said): void {
    this.#frames.push(said);
    this.size += costOf(said);
  }

  oldest(): Said | null {
    return this.#taken(this.#frames.shift());
  }

  newest(): Said | null {
    return this.#taken(this.#frames.pop());
  }

  #taken(said: Said | undefined): Said | null {
    if (said === undefined) return null;
    this.size -= costOf(said);
    return said;
  }
}

/** By what a crowd is divided, and each part of it again. */
type Level = (speaker: Speaker) => string;
const LEVELS: readonly Level[] = [({ block }) => block, ({ network }) => network, ({ id }) => id];

/**
 * What waits for one receiver, shared out: each block of addresses comes in its turn with so many
 * bytes, in it each network, and in that each sender. So however many sockets, ids or networks one
 * opponent has, those who send little wait for one round, and never for all that was sent before.
 */
export class SendShares implements Share {
  size = 0;
  credit = QUANTUM;
  /** In the order of their turns. */
  #parts = new Map<string, Share>();

  constructor(readonly levels: readonly Level[] = LEVELS) {}

  add(said: Said): void {
    const [level, ...rest] = this.levels;
    const key = level(said.speaker);
    let part = this.#parts.get(key);
    if (part === undefined) {
      part = rest.length === 0 ? new Single() : new SendShares(rest);
      this.#parts.set(key, part);
    }
    part.add(said);
    this.size += costOf(said);
  }

  /** Takes out the frame whose turn it is; the order of each sender holds. */
  oldest(): Said | null {
    if (this.size === 0) return null;
    // Whoever is put at the end of the round here is visited again.
    for (const [key, part] of this.#parts) {
      if (part.size > 0 && part.credit > 0) {
        const said = part.oldest();
        if (said === null) return null;
        part.credit -= costOf(said);
        return this.#taken(key, part, said);
      }
      this.#parts.delete(key);
      part.credit += QUANTUM;
      // Who is in debt does not come out of it by having nothing to say for a moment.
      if (part.size > 0 || part.credit < 0) this.#parts.set(key, part);
    }
    return null;
  }

  /**
   * Takes out the newest frame of whoever has most waiting: of the block that has most, its network
   * that has most, and the sender of it that has most. `path` names those who are chosen already.
   */
  newest([chosen, ...rest]: readonly string[] = []): Said | null {
    const key = chosen ?? this.#greatest();
    const part = key === null ? undefined : this.#parts.get(key);
    if (key === null || part === undefined) return null;
    const said = part.newest(rest);
    return said === null ? null : this.#taken(key, part, said);
  }

  #taken(key: string, part: Share, said: Said): Said {
    this.size -= costOf(said);
    if (part.size === 0 && part.credit >= 0) this.#parts.delete(key);
    return said;
  }

  #greatest(): string | null {
    let greatest: string | null = null;
    let most = 0;
    for (const [key, { size }] of this.#parts) if (size > most) [greatest, most] = [key, size];
    return greatest;
  }
}
