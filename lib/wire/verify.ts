import * as z from "zod/mini";

/** The largest epoch of a pair; far more than the few runs that a pair may abort. */
export const PAIR_EPOCH_MAX = 1_000_000;

const pairEpoch = z.int().check(z.minimum(1), z.maximum(PAIR_EPOCH_MAX));
const groupEpoch = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));
/** 32 bytes as canonical base64url: of the last character's 6 bits, the lower 2 are zero. */
const bytes32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

/** Why a side gave a run up; told to the other side for its log alone. */
export const abortReasonSchema = z.enum(["refused", "timeout"]);

/** The messages of one pair's comparison. docs/protocol.md says who sends which, and when. */
export const pairMessageSchema = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("pair-commit"), epoch: pairEpoch, commit: bytes32 }),
  z.strictObject({ t: z.literal("pair-reveal"), epoch: pairEpoch, nonce: bytes32 }),
  z.strictObject({ t: z.literal("pair-abort"), epoch: pairEpoch, reason: abortReasonSchema }),
]);
export type PairMessage = z.infer<typeof pairMessageSchema>;

/** The messages of the whole room's comparison, each sent to every member directly. */
export const groupMessageSchema = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("group-commit"), epoch: groupEpoch, commit: bytes32 }),
  z.strictObject({ t: z.literal("group-reveal"), epoch: groupEpoch, nonce: bytes32 }),
]);
export type GroupMessage = z.infer<typeof groupMessageSchema>;

/** What crosses a pair's `verify` channel. */
export const verifyMessageSchema = z.union([pairMessageSchema, groupMessageSchema]);
export type VerifyMessage = z.infer<typeof verifyMessageSchema>;
