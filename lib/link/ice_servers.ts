import type { Clock, Random } from "../env/mod.ts";

/** ICE servers, and for how long their credentials are good. */
export interface IceConfiguration {
  /** STUN and TURN servers, with their credentials. */
  readonly iceServers: readonly RTCIceServer[];
  /** Milliseconds since the Unix epoch, by this machine's clock; null: for good. */
  readonly expiresAt: number | null;
}

/** What a supply of ICE servers stands on. */
export interface IceServersOptions {
  /** Asks for servers. Where it rejects, the servers of before stay, and it is asked again. */
  readonly ask: () => Promise<IceConfiguration>;
  readonly clock: Clock;
  readonly random: Random;
}

/** Whoever fetches more often than this, in milliseconds, has a clock that is wrong. */
const SOONEST_MS = 3_000;
/** The latest, in milliseconds: timers hold no more than 2^31 of them. */
const LATEST_MS = 12 * 3_600_000;
/** The waits after failures, in milliseconds; the last one repeats. */
const AGAIN_MS = [5_000, 15_000, 60_000] as const;

/** Where a supply stands. `due` is when the servers are to be fetched again, if ever. */
type Standing =
  | { readonly name: "asking"; readonly done: Promise<void> }
  | { readonly name: "waiting"; readonly due: number; readonly cancel: () => void }
  | { readonly name: "closed" };

/** Keeps ICE servers whose credentials expire fresh: they are fetched again at half their life. */
export class IceServers {
  #held: readonly RTCIceServer[] = [];
  #standing: Standing = { name: "waiting", due: Infinity, cancel: () => {} };
  #failures = 0;
  readonly #watchers = new Set<() => void>();

  constructor(readonly options: IceServersOptions) {}

  /** The newest servers that came. */
  get iceServers(): readonly RTCIceServer[] {
    return this.#held;
  }

  /** Whether a relay is among them. */
  get canRelay(): boolean {
    return this.#held.some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)));
  }

  /** Calls `changed` whenever other servers, or other credentials, came; the answer ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  /** Fetches now. Resolves when that is over, whatever came of it. */
  refresh(): Promise<void> {
    if (this.#standing.name === "asking") return this.#standing.done;
    if (this.#standing.name === "closed") return Promise.resolve();
    this.#standing.cancel();
    const done = this.#ask();
    this.#standing = { name: "asking", done };
    return done;
  }

  /** The machine may have slept over the time at which the servers were due: looks whether it has. */
  wake(): void {
    const standing = this.#standing;
    if (standing.name === "waiting" && standing.due <= this.options.clock.now()) {
      void this.refresh();
    }
  }

  /** Fetches no more, and lets go of its timer. */
  close(): void {
    if (this.#standing.name === "waiting") this.#standing.cancel();
    this.#standing = { name: "closed" };
    this.#watchers.clear();
  }

  async #ask(): Promise<void> {
    const wait = await this.options.ask().then((got) => this.#take(got), () => {
      // The network or whoever mints credentials is away; what is held may be good still.
      return AGAIN_MS[Math.min(this.#failures++, AGAIN_MS.length - 1)];
    });
    this.#wait(wait);
  }

  /** Takes in what came, and says in how many milliseconds to ask again; null: never. */
  #take({ iceServers, expiresAt }: IceConfiguration): number | null {
    const others = JSON.stringify(iceServers) !== JSON.stringify(this.#held);
    this.#failures = 0;
    this.#held = iceServers;
    if (others) { for (const changed of [...this.#watchers]) changed(); }
    if (expiresAt === null) return null;
    const half = (expiresAt - this.options.clock.now()) / 2;
    return Math.min(Math.max(half, SOONEST_MS), LATEST_MS);
  }

  #wait(ms: number | null): void {
    const { clock, random } = this.options;
    if (this.#standing.name === "closed") return;
    if (ms === null) {
      this.#standing = { name: "waiting", due: Infinity, cancel: () => {} };
      return;
    }
    // Up to a tenth sooner, at random: the people of a call do not all ask at once.
    const wait = ms * (1 - random(1)[0] / 2_550);
    const cancel = clock.after(wait, () => void this.refresh());
    this.#standing = { name: "waiting", due: clock.now() + wait, cancel };
  }
}
