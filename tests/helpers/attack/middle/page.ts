/**
 * The attacker's own page: a man in the middle of two victims, with the broker in his hands and the
 * room's link key in his pocket. Each victim gets a real connection, and believes that the other is
 * at its end.
 */
import { systemClock, systemRandom } from "../../../../lib/env/mod.ts";
import type { Envelope, Signal, SignalCodec, SignalType } from "../../../../lib/signal/types.ts";
import {
  canonicalSettings,
  createSealedCodec,
  DEFAULT_SETTINGS,
  deriveRoomKeys,
  type Fingerprint,
} from "../../../../lib/trust/mod.ts";
import type { Routed } from "../hostile_broker.ts";
import { Between } from "./between.ts";
import type { LegCodes } from "./comparison.ts";
import type { Manner } from "./disguise.ts";
import { Leg, makeCertificate } from "./leg.ts";

/** What the attacker got. */
export interface Loot {
  /** Connection states of the legs to the founder and to the newcomer. */
  readonly legs: readonly string[];
  /** His own certificates on these. */
  readonly certificates: readonly Fingerprint[];
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

const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/attacker.socket`);
let middle: Middle | null = null;
socket.onmessage = ({ data }) => middle?.take(JSON.parse(data));
socket.onopen = () => {
  globalThis.attacker = {
    async wait(room, key, manner) {
      const settings = canonicalSettings(DEFAULT_SETTINGS);
      const { address, signalKey } = await deriveRoomKeys(room, key, settings);
      if (signalKey === null) throw new Error("no key, no middle");
      const codec = createSealedCodec({
        key: signalKey,
        random: systemRandom,
        clock: systemClock,
      });
      middle = new Middle(room, `${room}?${settings}`, address, codec, manner);
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

/** One attack on two people, as often as the newcomer tries to come in. */
class Middle {
  #between: Between | null = null;
  readonly #overheard: string[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly room: string,
    readonly scope: string,
    readonly address: string,
    readonly codec: SignalCodec,
    readonly manner: Manner,
  ) {}

  take(frame: Routed): void {
    this.#turn = this.#turn.then(() => this.#read(frame));
  }

  loot(): Loot {
    const { founder, newcomer } = this.#between ?? {};
    const legs = [founder, newcomer].map((side) => side?.leg);
    return {
      legs: legs.map((leg) => leg?.pc.connectionState ?? "none"),
      certificates: legs.flatMap((leg) => leg?.own ?? []),
      founder: founder?.comparison.codes ?? null,
      newcomer: newcomer?.comparison.codes ?? null,
      overheard: this.#overheard,
    };
  }

  close(): void {
    this.#between?.end();
  }

  async #read({ type, src, dst, payload }: Routed): Promise<void> {
    const signal = await this.codec.decode({ type: type as SignalType, src, dst }, payload);
    const known = signal.link === this.#between?.offer.link;
    if (known) return this.#between?.take(src, signal);
    if (signal.kind !== "offer" || dst !== this.address) return;
    this.#between?.end();
    this.#between = await Between.step(
      {
        room: this.room,
        scope: this.scope,
        address: this.address,
        manner: this.manner,
        send: (envelope, said) => this.#send(envelope, said),
        overheard: (text) => void this.#overheard.push(text),
      },
      src,
      signal,
    );
  }

  async #send(envelope: Envelope, signal: Signal): Promise<void> {
    const payload = await this.codec.encode(envelope, signal);
    socket.send(JSON.stringify({ ...envelope, payload }));
  }
}

async function bait(kind: "offer" | "answer"): Promise<string> {
  const heard: Signal[] = [];
  const listener = {
    signal: (signal: Signal) => void heard.push(signal),
    message: () => {},
    open: () => {},
    closed: () => {},
  };
  const link = "00".repeat(8);
  const [caller, callee] = [
    new Leg(link, await makeCertificate(), listener),
    new Leg(link, await makeCertificate(), listener),
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
