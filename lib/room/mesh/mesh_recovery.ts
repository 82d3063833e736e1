import type { Clock, Random } from "../../env/mod.ts";
import { defaultRecovery, FAILED_AFTER_MS, type RecoveryPolicy } from "../../link/mod.ts";
import type { PeerId } from "../../wire/fields.ts";
import { type MeshPeer, shownAttempt } from "./mesh_peer.ts";

/** Milliseconds after a change of the network in which no connection is trusted to carry signals. */
const UPROOTED_MS = 5_000;

export interface MeshRecoveryOptions {
  readonly self: PeerId;
  readonly clock: Clock;
  readonly random: Random;
  /** What to do next, by how many steps were taken. Default `defaultRecovery`. */
  readonly recovery?: RecoveryPolicy | undefined;
  readonly canRelay: () => boolean;
  /** Makes a new connection to a member, under this name of ours. */
  readonly dial: (peer: PeerId, self: PeerId, relayOnly: boolean) => void;
  /** A peer counts as out of reach now. */
  readonly failed: (peer: MeshPeer) => void;
  /** Whether a peer is still one of ours. */
  readonly knows: (peer: MeshPeer) => boolean;
}

/** The way back to peers whose connection was lost: restarts of ICE, new connections, relays. */
export class MeshRecovery {
  #networkChangedAt = -Infinity;

  constructor(readonly options: MeshRecoveryOptions) {}

  /** True for a while after a change of our own network. */
  get uprooted(): boolean {
    return this.options.clock.now() - this.#networkChangedAt < UPROOTED_MS;
  }

  /** The network changed or the machine woke up: every connection to a member looks for its way now. */
  networkChanged(peers: Iterable<MeshPeer>): void {
    this.#networkChangedAt = this.options.clock.now();
    for (const peer of [...peers]) {
      const shown = shownAttempt(peer);
      if (!peer.admitted || shown === null) continue;
      // It is our end that changed, so the offer is ours in either role; the other side notices nothing.
      if (shown.link.state.name === "connected" || shown.role === "answerer") shown.link.restart();
      else if (peer.introduced) this.#step(peer);
    }
  }

  /** Takes the next step on the way back, later. Guests get none: they dial again themselves. */
  stepLater(peer: MeshPeer): void {
    peer.cancelStep();
    if (!peer.admitted) return;
    const { after } = this.#policy(peer.steps);
    // Up to a third more, at random: a whole room that lost its network does not come back at once.
    const [chance = 0] = this.options.random(1);
    const jitter = chance / 255 * after / 3;
    peer.cancelStep = this.options.clock.after(after + jitter, () => this.#step(peer));
  }

  #step(peer: MeshPeer): void {
    const { clock, canRelay, dial, failed, knows } = this.options;
    const { action } = this.#policy(peer.steps++);
    const lost = clock.now() - (peer.lostAt ?? clock.now());
    if (lost >= FAILED_AFTER_MS && !peer.failed) {
      peer.failed = true;
      failed(peer);
      if (!knows(peer)) return;
    }
    const shown = shownAttempt(peer);
    const dials = peer.role === "dialler";
    // One side acts, so that two offers do not cross; the other answers, until it was in vain for long:
    // the dialler may have forgotten us.
    if ((dials || peer.failed) && (action !== "restart" || shown === null)) {
      // The new connection has its own time to succeed; the step after this one waits for its failure.
      return dial(peer.peer, shown?.self ?? this.options.self, action === "relay" && canRelay());
    }
    if (dials) shown?.link.restart();
    this.stepLater(peer);
  }

  get #policy(): RecoveryPolicy {
    return this.options.recovery ?? defaultRecovery;
  }
}
