import * as z from "zod/mini";
import { peerIdSchema, publicKeySchema, signatureSchema } from "./fields.ts";
import { signedPolicySchema } from "./policy.ts";
import { helloSchema, refusalSchema, rosterSchema } from "./control.ts";

const link = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const sdp = z.string().check(z.minLength(1), z.maxLength(60_000));

/**
 * The signature of the sender's seat. `n` grows with each one: an older description than the newest
 * is not used.
 */
export const signedBySchema = z.object({
  seat: publicKeySchema,
  n: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  proof: signatureSchema,
});
/** Which seat signed a signal, and its signature. */
export interface SignedBy {
  /** The seat's public key. */
  seat: string;
  /** Grows with each signal that the seat signs. */
  n: number;
  /** The signature. */
  proof: string;
}
const by = z.optional(signedBySchema);

/** One signal between two peers, as it is inside the seal. See `Signal` in lib/signal/types.ts. */
export const signalSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("offer"),
    link,
    sdp,
    by,
    hello: z.optional(helloSchema),
    coordinator: z.optional(peerIdSchema),
  }),
  z.object({
    kind: z.literal("answer"),
    link,
    sdp,
    by,
    reply: z.optional(z.union([
      z.object({ welcome: rosterSchema, policy: z.nullable(signedPolicySchema) }),
      z.object({ refused: refusalSchema }),
    ])),
  }),
  z.object({
    kind: z.literal("candidate"),
    link,
    by,
    candidate: z.object({
      candidate: z.string().check(z.maxLength(2_000)),
      sdpMid: z.nullable(z.string().check(z.maxLength(64))),
      sdpMLineIndex: z.nullable(z.int().check(z.minimum(0), z.maximum(64))),
    }),
  }),
  z.object({ kind: z.literal("bye"), link }),
]);

/** A signal that is not sealed, for a room whose link carries no key. */
export const clearPayloadSchema = z.object({ v: z.literal(1), signal: signalSchema });
