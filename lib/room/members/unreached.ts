import type { PeerId } from "../../wire/fields.ts";

/** Milliseconds that a member may be out of the coordinator's reach, and between two askings for them. */
const UNREACHED_MS = 45_000;
const PROBE_MS = 5_000;

/** What is to be done about members whom we do not reach. */
export interface Doubts {
  /** Out of reach for so long that they are gone. */
  readonly gone: readonly PeerId[];
  /** To be asked for at the broker. */
  readonly asked: readonly PeerId[];
}

/** Members whom we, coordinating, do not reach: since when, and when we asked for them last. */
export class Unreached {
  readonly #since = new Map<PeerId, { readonly since: number; asked: number }>();

  /** Looks at everyone once more. */
  check(members: readonly PeerId[], reaches: (member: PeerId) => boolean, now: number): Doubts {
    const [gone, asked]: [PeerId[], PeerId[]] = [[], []];
    for (const member of members) {
      if (reaches(member)) {
        this.#since.delete(member);
        continue;
      }
      const found = this.#since.get(member) ?? { since: now, asked: now };
      this.#since.set(member, found);
      if (now - found.since >= UNREACHED_MS) gone.push(member);
      else if (now - found.asked >= PROBE_MS) {
        found.asked = now;
        asked.push(member);
      }
    }
    return { gone, asked };
  }

  forget(member: PeerId): void {
    this.#since.delete(member);
  }

  clear(): void {
    this.#since.clear();
  }
}
