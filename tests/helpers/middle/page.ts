/**
 * The attacker's own page: a man in the middle of two victims, with the broker in his hands and the
 * room's link key in his pocket. Each victim gets a real connection, and believes that the other is
 * at its end.
 */
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import type { Channel } from "../../../lib/link/types.ts";
import type { Envelope, Signal, SignalCodec, SignalType } from "../../../lib/signal/types.ts";
import { createSealedCodec, deriveRoomKeys } from "../../../lib/trust/mod.ts";
import type { Routed } from "../hostile_broker.ts";
import { type LegCodes, LegComparison } from "./comparison.ts";
import { Leg } from "./leg.ts";

/** Whether the victims' comparison is passed on as it is, or each runs one with the attacker. */
export type Manner = "passes-on" | "takes-part";

/** What the attacker got. */
export interface Loot {
  /** Connection states of the legs to the founder and to the newcomer. */
  readonly legs: readonly string[];
  readonly founder: LegCodes | null;
  readonly newcomer: LegCodes | null;
  /** Texts that were read in passing on the channels for presence and content. */
  readonly overheard: readonly string[];
}

/** What the attacker's page offers to the test. */
export interface Attacker {
  /** Lies in wait for a newcomer to this room. */
  wait(room: string, key: string, manner: Manner): Promise<void>;
  loot(): Loot;
  /** Lets go of both. */
  stop(): void;
  /** A description with the attacker's own certificate and address, as he would like to be used. */
  bait(kind: "offer" | "answer"): Promise<string>;
}

declare global {
  // `var` is what puts a name on globalThis, in TypeScript.
  var attacker: Attacker | undefined;
}

const KIND_TYPE: Readonly<Record<Signal["kind"], SignalType>> = {
  offer: "OFFER",
  answer: "ANSWER",
  candidate: "CANDIDATE",
  bye: "LEAVE",
};

const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/attacker.socket`);
let middle: Middle | null = null;
socket.onmessage = ({ data }) => middle?.take(JSON.parse(data));
socket.onopen = () => {
  globalThis.attacker = {
    async wait(room, key, manner) {
      const { address, signalKey } = await deriveRoomKeys(room, key);
      if (signalKey === null) throw new Error("no key, no middle");
      const codec = createSealedCodec({
        key: signalKey,
        random: systemRandom,
        clock: systemClock,
      });
      middle = new Middle(room, address, codec, manner);
    },
    loot() {
      if (middle === null) throw new Error("the attacker does not wait for anyone");
      return middle.loot();
    },
    stop() {
      middle?.close();
      middle = null;
    },
    bait,
  };
};

/** One attack on two people. */
class Middle {
  #newcomer = "";
  #legs: { founder: Leg; newcomer: Leg } | null = null;
  readonly #comparisons = new Map<Leg, LegComparison>();
  readonly #overheard: string[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly room: string,
    readonly address: string,
    readonly codec: SignalCodec,
    readonly manner: Manner,
  ) {}

  take(frame: Routed): void {
    this.#turn = this.#turn.then(() => this.#read(frame));
  }

  loot(): Loot {
    const { founder, newcomer } = this.#legs ?? {};
    const codesOf = (leg?: Leg) => leg && this.#comparisons.get(leg)?.codes || null;
    return {
      legs: [founder, newcomer].map((leg) => leg?.pc.connectionState ?? "none"),
      founder: codesOf(founder),
      newcomer: codesOf(newcomer),
      overheard: this.#overheard,
    };
  }

  close(): void {
    for (const comparison of this.#comparisons.values()) comparison.close();
    this.#legs?.founder.close();
    this.#legs?.newcomer.close();
  }

  async #read({ type, src, dst, payload }: Routed): Promise<void> {
    const signal = await this.codec.decode({ type: type as SignalType, src, dst }, payload);
    if (signal.kind === "offer" && this.#legs === null) {
      this.#newcomer = src;
      await this.#stepBetween(signal);
    } else if (src === this.#newcomer) this.#legs?.newcomer.accept(signal);
    else this.#legs?.founder.accept(signal);
  }

  /** Answers the newcomer as the room, and dials the room as the newcomer. */
  async #stepBetween(offer: Signal): Promise<void> {
    const legs: { founder?: Leg; newcomer?: Leg } = {};
    const founder = await this.#leg(offer.link, this.#newcomer, this.address, () => legs.newcomer);
    const newcomer = await this.#leg(offer.link, this.address, this.#newcomer, () => legs.founder);
    this.#legs = Object.assign(legs, { founder, newcomer });
    newcomer.accept(offer);
    await founder.dial();
  }

  #leg(link: string, src: string, dst: string, other: () => Leg | undefined): Promise<Leg> {
    const made = Leg.make(link, {
      signal: (signal) => void this.#send({ type: KIND_TYPE[signal.kind], src, dst }, signal),
      message: (channel, text) => void made.then((leg) => this.#hear(leg, other(), channel, text)),
      open: () => void made.then((leg) => other()?.forwardMediaOf(leg)),
    });
    return made;
  }

  async #send(envelope: Envelope, signal: Signal): Promise<void> {
    const payload = await this.codec.encode(envelope, signal);
    socket.send(JSON.stringify({ ...envelope, payload }));
  }

  #hear(leg: Leg, other: Leg | undefined, channel: Channel, text: string): void {
    if (channel !== "verify") this.#overheard.push(text);
    if (channel !== "verify" || this.manner === "passes-on") return other?.send(channel, text);
    // Not before the victim begins: until it takes the other for a member, it hears nothing of this.
    const comparison = this.#comparisons.get(leg) ?? new LegComparison(this.room, leg);
    this.#comparisons.set(leg, comparison);
    comparison.receive(text);
  }
}

async function bait(kind: "offer" | "answer"): Promise<string> {
  const heard: Signal[] = [];
  const listener = {
    signal: (signal: Signal) => void heard.push(signal),
    message: () => {},
    open: () => {},
  };
  const [caller, callee] = [
    await Leg.make("00".repeat(8), listener),
    await Leg.make("00".repeat(8), listener),
  ];
  await caller.dial();
  const described = async (pc: RTCPeerConnection) => {
    while (pc.iceGatheringState !== "complete") {
      await new Promise((resolve) =>
        pc.addEventListener("icegatheringstatechange", resolve, { once: true })
      );
    }
    return pc.localDescription?.sdp ?? "";
  };
  if (kind === "offer") return await described(caller.pc);
  await callee.pc.setRemoteDescription({ type: "offer", sdp: await described(caller.pc) });
  await callee.pc.setLocalDescription();
  return await described(callee.pc);
}
