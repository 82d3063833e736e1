import type { Clock } from "../../env/mod.ts";
import type { LinkFactory } from "../../link/mod.ts";
import type { Mesh } from "./mesh.ts";

/** How long a connection that tells our address may stay for its successor, in milliseconds. */
const GIVE_WAY_MS = 10_000;

export interface RelayOnlyModeOptions {
  readonly links: LinkFactory;
  readonly mesh: Mesh;
  readonly clock: Clock;
  readonly changed: () => void;
}

/** Whether the others are kept from our network address: they then reach us by relays alone. */
export class RelayOnlyMode {
  #on = false;
  /** Counts what was asked for, so that of two wishes the later one holds. */
  #wishes = 0;
  #settle = () => {};

  constructor(readonly options: RelayOnlyModeOptions) {}

  get on(): boolean {
    return this.#on;
  }

  /**
   * Hides our address, or shows it again. Resolves with true once nothing goes the other way any
   * more; with false, and nothing changed, when there is no relay to hide behind.
   */
  async set(on: boolean): Promise<boolean> {
    const { links, mesh, changed } = this.options;
    const wish = ++this.#wishes;
    // Whoever mints credentials may only have been away for a moment.
    if (on && !links.canRelay) await links.refreshRelays();
    if (wish !== this.#wishes) return true;
    if (on && !links.canRelay) return false;
    if (on === this.#on) return true;
    this.#on = on;
    mesh.useRelaysAlone(on);
    changed();
    if (on) await this.#givenWay();
    return true;
  }

  /** A connection changed, and with it perhaps whether an earlier one still stands. */
  checkNow(): void {
    if (this.options.mesh.givingWay === 0) this.#settle();
  }

  /** Waits no more. */
  end(): void {
    this.#wishes++;
    this.#settle();
  }

  #givenWay(): Promise<void> {
    const { mesh, clock } = this.options;
    this.#settle();
    return new Promise((resolve) => {
      const cancel = clock.after(GIVE_WAY_MS, () => {
        mesh.closeReplaced();
        this.#settle();
      });
      this.#settle = () => {
        this.#settle = () => {};
        cancel();
        resolve();
      };
      this.checkNow();
    });
  }
}
