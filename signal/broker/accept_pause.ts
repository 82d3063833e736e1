/** How long newcomers wait for each byte that had to be read for nothing: two seconds for 5 MB. */
const MS_PER_BYTE = 1 / 2_500;
/** The longest that they wait, whatever comes meanwhile. */
const MAX_MS = 3_000;

/** A time in which nobody comes in: what newcomers did has just cost those inside more than that. */
export class AcceptPause {
  #since = Number.NEGATIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;

  /** So many bytes were read for nothing at `now`, in milliseconds. */
  lengthen(now: number, bytes: number): void {
    if (this.leftMs(now) === 0) this.#since = this.#until = now;
    this.#until = Math.min(this.#until + bytes * MS_PER_BYTE, this.#since + MAX_MS);
  }

  leftMs(now: number): number {
    // A clock that was set back holds nobody for longer.
    return now < this.#since ? 0 : Math.max(0, this.#until - now);
  }
}
