import type { Clock, Random } from "../env/mod.ts";
import { base64url, type Bytes, fromBase64url, lengthPrefixed, utf8 } from "../env/bytes.ts";
import type { PeerId } from "../wire/fields.ts";
import {
  type Envelope,
  type Signal,
  SIGNAL_TYPE,
  type SignalCodec,
  SignalRefused,
} from "../signal/types.ts";
import { parseJson } from "../wire/json.ts";
import { sealedContentSchema, sealedPayloadSchema, unsealedPayloadSchema } from "../wire/sealed.ts";
import { pad, unpad } from "./padding.ts";
import { SealMemory } from "./seal_memory.ts";

/** AES-GCM with random 96-bit nonces and full tags (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LABEL = utf8("kibitz/signal/v1");

/**
 * How far, in milliseconds, the sender's clock may be from ours; also how long a nonce is remembered.
 * Five minutes is what Kerberos takes as a usable bound for clocks that nobody tends (RFC 4120).
 */
export const SEAL_LEEWAY_MS = 5 * 60_000;

/**
 * How far, in milliseconds, a sender's clock may be ahead of ours for its `hello` to count. Larger
 * than clocks differ that are set by the network; whoever is further ahead only takes longer to join.
 */
const HELLO_AHEAD_MS = 5_000;

/** How many of our own nonces are remembered, to know them when they come back. */
const OWN_MAX = 8_192;

/** What the sealed codec needs from outside. */
export interface SealedCodecOptions {
  /** `signalKey` of `deriveRoomKeys`. */
  readonly key: CryptoKey;
  readonly random: Random;
  readonly clock: Clock;
  /**
   * True for every id that is ours now: our own and, while we coordinate, the room's address. Then
   * a signal that says it is from us, or isn't for us, is refused before anything else.
   */
  readonly self?: (id: PeerId) => boolean;
}

/**
 * The codec of a room whose link carries a key: every signal is AES-256-GCM ciphertext, bound to its
 * type, sender and receiver. `decode` throws `SignalRefused`:
 *
 * - "reflected": it came back to us who sealed it, or says that it is from us;
 * - "unsealed": it is in the clear; "malformed": it is nothing that we know;
 * - "bad-seal": another key, altered, meant for somebody else, or under another type, src or dst;
 * - "stale": sealed more than `SEAL_LEEWAY_MS` before or after our time;
 * - "replayed": opened before; "wrong-type": what is inside doesn't fit the envelope's type.
 *
 * An offer that may have been sealed before this codec was made loses its `hello`: it could be a
 * recording of an earlier call, made for somebody else's memory, and must show a connection first.
 */
export function createSealedCodec(options: SealedCodecOptions): SignalCodec {
  const { key, random, clock, self } = options;
  const opened = new SealMemory();
  const own = new SealMemory(OWN_MAX, 1);
  const since = clock.now();

  async function encode(envelope: Envelope, signal: Signal): Promise<unknown> {
    const at = Math.trunc(clock.now());
    const nonce = random(NONCE_BYTES);
    own.remember("us", base64url(nonce), at, at - SEAL_LEEWAY_MS, at);
    const plain = pad(utf8(JSON.stringify({ at, signal })));
    const ciphertext = await crypto.subtle.encrypt(gcm(nonce, envelope), key, plain);
    const sealed = new Uint8Array(NONCE_BYTES + ciphertext.byteLength);
    sealed.set(nonce);
    sealed.set(new Uint8Array(ciphertext), NONCE_BYTES);
    return { v: 1, sealed: base64url(sealed) };
  }

  async function decode(envelope: Envelope, payload: unknown): Promise<Signal> {
    if (self?.(envelope.src)) throw new SignalRefused("reflected");
    if (self && !self(envelope.dst)) throw new SignalRefused("bad-seal");
    const sealed = readSealed(payload);
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const nonceText = base64url(nonce);
    if (own.has("us", nonceText)) throw new SignalRefused("reflected");

    const content = readContent(await open(key, envelope, nonce, sealed.subarray(NONCE_BYTES)));
    const now = clock.now();
    if (Math.abs(now - content.at) > SEAL_LEEWAY_MS) throw new SignalRefused("stale");
    const oldest = now - SEAL_LEEWAY_MS;
    const remembered = opened.remember(envelope.src, nonceText, content.at, oldest, now);
    if (remembered !== "new") {
      throw new SignalRefused(remembered === "seen" ? "replayed" : "stale");
    }
    if (SIGNAL_TYPE[content.signal.kind] !== envelope.type) throw new SignalRefused("wrong-type");
    const surelyNew = content.at >= since && content.at <= now + HELLO_AHEAD_MS;
    return surelyNew ? content.signal : withoutHello(content.signal);
  }

  return { sealed: true, encode, decode };
}

function withoutHello(signal: Signal): Signal {
  if (signal.kind !== "offer") return signal;
  const { kind, link, sdp, by } = signal;
  return by === undefined ? { kind, link, sdp } : { kind, link, sdp, by };
}

function gcm(nonce: Bytes, { type, src, dst }: Envelope): AesGcmParams {
  return {
    name: "AES-GCM",
    iv: nonce,
    additionalData: lengthPrefixed(LABEL, utf8(type), utf8(src), utf8(dst)),
    tagLength: TAG_BYTES * 8,
  };
}

function readSealed(payload: unknown): Bytes {
  const parsed = sealedPayloadSchema.safeParse(payload);
  if (!parsed.success) {
    const clear = unsealedPayloadSchema.safeParse(payload).success;
    throw new SignalRefused(clear ? "unsealed" : "malformed");
  }
  const bytes = fromBase64url(parsed.data.sealed);
  if (!bytes || bytes.length <= NONCE_BYTES + TAG_BYTES) throw new SignalRefused("malformed");
  return bytes;
}

async function open(
  key: CryptoKey,
  envelope: Envelope,
  nonce: Bytes,
  ciphertext: Bytes,
): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(nonce, envelope), key, ciphertext));
  } catch (error) {
    // What WebCrypto throws when the tag is wrong; nothing else can be the sender's doing.
    if (error instanceof DOMException && error.name === "OperationError") {
      throw new SignalRefused("bad-seal");
    }
    throw error;
  }
}

function readContent(padded: Bytes) {
  const plain = unpad(padded);
  const content = plain && parseJson(sealedContentSchema, new TextDecoder().decode(plain));
  if (!content) throw new SignalRefused("malformed");
  return content;
}
