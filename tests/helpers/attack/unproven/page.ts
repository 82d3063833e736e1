/**
 * The page of an attacker who says at the broker whatever he likes, and holds no certificate but his
 * own: he offers to victims in the names of others, and answers what they send to those.
 */
import { systemClock, systemRandom } from "../../../../lib/env/mod.ts";
import { hex } from "../../../../lib/env/bytes.ts";
import { clearCodec } from "../../../../lib/signal/clear_codec.ts";
import type { Envelope, Signal, SignalCodec } from "../../../../lib/signal/types.ts";
import { SIGNAL_TYPE, SignalRefused } from "../../../../lib/signal/types.ts";
import { takeSeat } from "../../../../lib/room/policy/seat.ts";
import { withProof } from "../../../../lib/room/policy/seat_proofs.ts";
import {
  createSealedCodec,
  deriveRoomKeys,
  platformSigning,
  type Signer,
} from "../../../../lib/trust/mod.ts";
import type { Routed } from "../hostile_broker.ts";
import { Leg, type LegLoot } from "./leg.ts";
import { type Show, startShow } from "./show.ts";

/** One offer in somebody's name. */
export interface ForgedOffer {
  /** In whose name, and to whom. */
  readonly as: string;
  readonly to: string;
  /** The link that stands, to describe it anew; a new one without. */
  readonly link?: string;
  /** Leaves SCTP unanswered, so that no channel opens. */
  readonly silent: boolean;
  /** Somebody else's fingerprint (64 hex digits), in the place of the attacker's own. */
  readonly mask?: string;
  /** Who asks, for an offer to the address of a sealed room. */
  readonly hello?: object;
  /** Makes `hello` a true claim to a seat of the attacker's own. */
  readonly ownSeat?: boolean;
}

/** What the page offers to a test. */
export interface Unproven {
  /** What the attacker knows of the room: the key of its link, or that there is none. */
  enter(room: string, key: string | null, settings: string): Promise<void>;
  /** Makes these offers, all at once. */
  offer(offers: readonly ForgedOffer[]): Promise<void>;
  /** Says every offer again under the attacker's own certificate. */
  unmask(): void;
  /** Whether offers of victims are answered with silence on SCTP. */
  answerSilently(silent: boolean): void;
  /** The broker hands over what was said. */
  take(frame: Routed): void;
  loot(): Promise<LegLoot[]>;
  /** Lets go of everybody. */
  stop(): void;
}

declare global {
  // `var` is what puts a name on globalThis, in TypeScript.
  var unproven: Unproven | undefined;
  /** The broker's ear; the test puts it there. */
  var sayAtBroker: ((frame: Routed) => Promise<void>) | undefined;
}

let show: Show | null = null;
let codec: SignalCodec = clearCodec;
let scope = "";
/** Signals that the attacker signed, and connections that he made. */
let [signed, made] = [0, 0];
let silently = false;
let legs: Leg[] = [];
let turn: Promise<void> = Promise.resolve();

globalThis.unproven = {
  async enter(room, key, settings) {
    scope = `${room}?${settings}`;
    const { signalKey } = await deriveRoomKeys(room, key, settings);
    codec = signalKey === null
      ? clearCodec
      : createSealedCodec({ key: signalKey, random: systemRandom, clock: systemClock });
  },
  async offer(offers) {
    const ready = offers.map(async ({ as, to, link = hex(systemRandom(8)), silent, ownSeat }) => {
      const signer = ownSeat || signsNext() ? await platformSigning.newSigner() : null;
      const leg = await makeLeg({ as, to, link, role: "dialler", silent }, signer);
      await leg.prepare();
      return { leg, signer };
    });
    for (const [at, { leg, signer }] of (await Promise.all(ready)).entries()) {
      const { as, mask = null, hello, ownSeat } = offers[at];
      const claim = ownSeat && signer ? await takeSeat(signer, scope, as, leg.fingerprint) : {};
      leg.offer(mask, hello === undefined ? undefined : { ...hello, ...claim });
    }
  },
  unmask() {
    for (const leg of legs) if (leg.options.role === "dialler") leg.offer(null);
  },
  answerSilently(silent) {
    silently = silent;
  },
  take(frame) {
    turn = turn.then(() => read(frame)).catch((error) => {
      // Not for this attacker's ears: it was sealed under another key, or heard before.
      if (!(error instanceof SignalRefused)) throw error;
    });
  },
  loot: () => Promise.all(legs.map((leg) => leg.loot())),
  stop() {
    for (const leg of legs) leg.close();
    legs = [];
  },
};

/** He has no key of anybody else's seat: every second connection is signed by his own, the others by none. */
function signsNext(): boolean {
  return made++ % 2 === 0;
}

async function makeLeg(
  options: Pick<Leg["options"], "as" | "to" | "link" | "role" | "silent">,
  signer: Signer | null,
): Promise<Leg> {
  show ??= startShow();
  const { as, to } = options;
  const send = (signal: Signal) =>
    void say({ type: SIGNAL_TYPE[signal.kind], src: as, dst: to }, signal, signer);
  const leg = await Leg.make({ ...options, show, send });
  legs.push(leg);
  return leg;
}

async function say(envelope: Envelope, signal: Signal, signer: Signer | null): Promise<void> {
  const said = signer === null || signal.kind === "bye"
    ? signal
    : await withProof(scope, envelope, signal, ++signed, signer);
  await globalThis.sayAtBroker?.({ ...envelope, payload: await codec.encode(envelope, said) });
}

/** Takes up what a victim says to whom the attacker plays, and answers each new offer as that one. */
async function read({ type, src, dst, payload }: Routed): Promise<void> {
  const signal = await codec.decode({ type: type as Envelope["type"], src, dst }, payload);
  const known = legs.find(({ options: { to, link } }) => to === src && link === signal.link);
  if (known !== undefined) return known.accept(signal);
  if (signal.kind !== "offer") return;
  const { link } = signal;
  const answering = { as: dst, to: src, link, role: "answerer", silent: silently } as const;
  const signer = signsNext() ? await platformSigning.newSigner() : null;
  (await makeLeg(answering, signer)).accept(signal);
}
