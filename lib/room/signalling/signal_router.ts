import type { Clock } from "../../env/mod.ts";
import type { Envelope, Mailbox, RefusalCode, Signal } from "../../signal/mod.ts";
import type { ControlMessage } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { AddressClaim } from "../entry/address_claim.ts";
import type { LinkKeys } from "../link_keys.ts";
import type { Membership } from "../members/membership.ts";
import { SignalQueue } from "./signal_queue.ts";
import type { PeerId } from "../../wire/fields.ts";

/**
 * Signals kept from those whom the roster does not list yet: of one, of all, and for how long, in
 * milliseconds.
 */
const HELD_OF_ONE_MAX = 32;
const HELD_MAX = 256;
const HELD_MS = 15_000;

export interface SignalRouterOptions {
  readonly self: PeerId;
  readonly keys: LinkKeys;
  readonly clock: Clock;
  readonly mesh: Mesh;
  readonly addressClaim: AddressClaim;
  readonly membership: () => Membership;
  /** Signs a signal by our seat. */
  readonly prove: (envelope: Envelope, signal: Signal) => Promise<Signal>;
  /** Checks what a signal has to prove; null when there is nothing to check. Throws `SignalRefused`. */
  readonly check: (envelope: Envelope, signal: Signal) => Promise<void> | null;
  readonly deliver: (envelope: Envelope, signal: Signal) => void;
  readonly refused: (code: RefusalCode) => void;
}

/** One signal that passed the codec. */
interface Held {
  readonly envelope: Envelope;
  readonly signal: Signal;
  readonly at: number;
}

/**
 * Brings signals to those they are for: over the coordinator's data channels between members, over
 * the broker to and from the address, and wherever the first path is down.
 */
export class SignalRouter {
  readonly #switchboard: SignalQueue;
  #mailbox: Mailbox | null = null;
  /** Signals that were ready before our mailbox was. */
  #unsent: { envelope: Envelope; payload: unknown }[] = [];
  #held: Held[] = [];
  /** Whose last offer came over the broker, and when. */
  readonly #overBroker = new Map<PeerId, number>();

  constructor(readonly options: SignalRouterOptions) {
    this.#switchboard = new SignalQueue({
      codec: options.keys,
      prove: options.prove,
      check: options.check,
      carry: (envelope, payload) => this.#carry(envelope, payload),
      deliver: (envelope, signal) => this.#deliver(envelope, signal),
      refused: options.refused,
    });
  }

  get mailbox(): Mailbox | null {
    return this.#mailbox;
  }

  useMailbox(mailbox: Mailbox): void {
    this.#mailbox = mailbox;
    for (const { envelope, payload } of this.#unsent.splice(0)) this.#carry(envelope, payload);
  }

  send(src: PeerId, dst: PeerId, signal: Signal, provable: boolean): void {
    this.#switchboard.send(src, dst, signal, provable);
  }

  /**
   * Sends a signal that means nothing, of an attempt named `link` that nobody makes: when there is
   * nobody to take it, the broker says so. Not a bye: of those that find nobody it says nothing.
   */
  probe(peer: PeerId, link: string): void {
    const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: null };
    this.send(this.options.self, peer, { kind: "candidate", link, candidate }, false);
  }

  /** The broker brings a signal. */
  onPayload(envelope: Envelope, payload: unknown): void {
    if (envelope.type === "OFFER" && this.options.membership().has(envelope.src)) {
      this.#overBroker.set(envelope.src, this.options.clock.now());
    }
    this.#take(envelope, payload);
  }

  #take(envelope: Envelope, payload: unknown): void {
    // What we sent to the address before it turned out to be ours comes back to us: not an attack.
    if (envelope.src === this.options.self && envelope.dst === this.options.keys.address) return;
    this.#switchboard.onPayload(envelope, payload);
  }

  /** A member asks to pass a signal on, or the coordinator brings us one. */
  relay(peer: PeerId, message: ControlMessage & { t: "relay" }): void {
    const { self } = this.options;
    const membership = this.options.membership();
    const { type, src, dst, payload } = message;
    if (membership.coordinating) {
      if (src !== peer || !membership.has(src)) return;
      if (dst !== self && !membership.has(dst)) return;
      if (dst !== self) return this.options.mesh.passOn(dst, JSON.stringify(message));
    } else if (peer !== membership.roster?.coordinator || dst !== self) return;
    this.#overBroker.delete(src);
    this.#take({ type, src, dst }, payload);
  }

  /** The roster changed: signals of those whom it now lists are taken up, where they still help. */
  rosterChanged(): void {
    if (this.#held.length === 0) return;
    for (const { envelope, signal } of this.#held.splice(0)) {
      if (!this.options.mesh.ready(envelope.src)) this.#deliver(envelope, signal);
    }
  }

  drained(): Promise<void> {
    return this.#switchboard.drained();
  }

  close(): void {
    this.#switchboard.close();
    this.#mailbox?.close();
    this.#held = [];
    this.#unsent = [];
    this.#overBroker.clear();
  }

  #carry(envelope: Envelope, payload: unknown): void {
    const { type, src, dst } = envelope;
    const { self, keys: { address }, addressClaim, mesh } = this.options;
    if (src === address) return addressClaim.send(type, dst, payload);
    const membership = this.options.membership();
    const coordinator = membership.roster?.coordinator;
    // At a first introduction the coordinator has no channel to the newcomer yet: the broker comes
    // first, and later the coordinator. Every second attempt goes the other way: the coordinator may
    // not reach the other side, and another may hold its id at the broker.
    // Over the broker go all after our own network changed, and answers to what came that way.
    const turn = mesh.introduced(dst) ? 0 : 1;
    const known = mesh.recoverySteps(dst) % 2 === turn && !mesh.uprooted &&
      !this.#cameOverBroker(dst);
    const relayed = dst !== address && coordinator !== undefined && coordinator !== dst &&
      coordinator !== self && membership.has(coordinator) && mesh.ready(coordinator);
    if (relayed && (known || this.#mailbox?.state !== "open")) {
      const message: ControlMessage = { t: "relay", type, src, dst, payload };
      return mesh.sendControl(coordinator, JSON.stringify(message));
    }
    if (this.#mailbox === null) return void this.#unsent.push({ envelope, payload });
    this.#mailbox.send(type, dst, payload);
  }

  #cameOverBroker(peer: PeerId): boolean {
    const at = this.#overBroker.get(peer);
    return at !== undefined && this.options.clock.now() - at < HELD_MS;
  }

  #deliver(envelope: Envelope, signal: Signal): void {
    const { self, keys: { address }, clock, mesh } = this.options;
    const known = mesh.has(envelope.src) || this.options.membership().has(envelope.src);
    if (envelope.dst !== self || envelope.src === address || known) {
      return this.options.deliver(envelope, signal);
    }
    const now = clock.now();
    // An offer comes in place of whatever the same person tried before.
    const replaced = ({ envelope: { src } }: Held) =>
      signal.kind === "offer" && src === envelope.src;
    this.#held = this.#held.filter((held) => now - held.at < HELD_MS && !replaced(held));
    const ofOne = this.#held.filter((held) => held.envelope.src === envelope.src).length;
    if (ofOne < HELD_OF_ONE_MAX && this.#held.length < HELD_MAX) {
      this.#held.push({ envelope, signal, at: now });
    }
  }
}
