import { base64url } from "../../../lib/env/bytes.ts";
import type { Clock, Random } from "../../../lib/mod.ts";
import {
  type Envelope,
  type Signal,
  type SignalCodec,
  SignalRefused,
} from "../../../lib/signal/mod.ts";
import { SIGNAL_TYPE } from "../../../lib/signal/types.ts";
import { SEAL_LEEWAY_MS } from "../../../lib/trust/mod.ts";
import { SealMemory } from "../../../lib/trust/seal_memory.ts";
import { sealedPayloadSchema } from "../../../lib/wire/sealed.ts";
import { signalSchema } from "../../../lib/wire/signal.ts";

/** How far ahead a sender's clock may be for its `hello` to count, as in the sealed codec. */
const HELLO_AHEAD_MS = 5_000;

interface Sealed {
  readonly key: string;
  readonly envelope: Envelope;
  readonly at: number;
  readonly text: string;
}

/** Seals as they are meant to be: nobody without the key opens one, or makes one that opens. */
export interface IdealSealing {
  /** The codec of one participant, with the rules of the real one (lib/trust/sealed_codec.ts). */
  codec(key: string, clock: Clock, self: (id: string) => boolean): SignalCodec;
  /** What somebody who has the key can do: seal under any envelope, and open whatever they see. */
  seal(key: string, envelope: Envelope, signal: Signal, at: number): unknown;
  open(key: string, payload: unknown): Signal | null;
}

/** Makes seals that cost nothing, so that thousands of rooms can be simulated; they come by the seed. */
export function idealSealing(random: Random): IdealSealing {
  const made = new Map<string, Sealed>();
  const seal = (key: string, envelope: Envelope, signal: Signal, at: number) => {
    const sealed = base64url(random(40));
    made.set(sealed, { key, envelope, at, text: JSON.stringify(signal) });
    return { v: 1, sealed };
  };
  const find = (payload: unknown) => {
    const parsed = sealedPayloadSchema.safeParse(payload);
    return parsed.success
      ? { text: parsed.data.sealed, found: made.get(parsed.data.sealed) }
      : null;
  };
  return {
    seal,
    open(key, payload) {
      const found = find(payload)?.found;
      return found?.key === key ? JSON.parse(found.text) : null;
    },
    codec(key, clock, self) {
      const opened = new SealMemory();
      const own = new Set<string>();
      const since = clock.now();
      const decode = (envelope: Envelope, payload: unknown): Signal => {
        if (self(envelope.src)) throw new SignalRefused("reflected");
        if (!self(envelope.dst)) throw new SignalRefused("bad-seal");
        const known = find(payload);
        if (known === null) throw new SignalRefused("malformed");
        const { text, found } = known;
        if (own.has(text)) throw new SignalRefused("reflected");
        if (found === undefined || found.key !== key || !same(found.envelope, envelope)) {
          throw new SignalRefused("bad-seal");
        }
        const now = clock.now();
        if (Math.abs(now - found.at) > SEAL_LEEWAY_MS) throw new SignalRefused("stale");
        const seen = opened.remember(envelope.src, text, found.at, now - SEAL_LEEWAY_MS, now);
        if (seen !== "new") throw new SignalRefused(seen === "seen" ? "replayed" : "stale");
        const parsed = signalSchema.safeParse(JSON.parse(found.text));
        if (!parsed.success) throw new SignalRefused("malformed");
        const signal = parsed.data;
        if (SIGNAL_TYPE[signal.kind] !== envelope.type) throw new SignalRefused("wrong-type");
        const surelyNew = found.at >= since && found.at <= now + HELLO_AHEAD_MS;
        if (surelyNew || signal.kind !== "offer") return signal;
        const { kind, link, sdp, by } = signal;
        return by === undefined ? { kind, link, sdp } : { kind, link, sdp, by };
      };
      return {
        sealed: true,
        encode(envelope, signal) {
          const payload = seal(key, envelope, signal, clock.now());
          own.add(payload.sealed);
          return Promise.resolve(payload);
        },
        decode: (envelope, payload) => Promise.resolve().then(() => decode(envelope, payload)),
      };
    },
  };
}

function same(one: Envelope, other: Envelope): boolean {
  return one.type === other.type && one.src === other.src && one.dst === other.dst;
}
