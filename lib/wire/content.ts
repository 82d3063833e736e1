import * as z from "zod/mini";
import { nameSchema, peerIdSchema, publicKeySchema, signatureSchema } from "./fields.ts";

/** The longest chat line, in UTF-16 units; the most lines that a member keeps, and sends at once. */
export const CHAT_MAX = 500;
export const CHAT_KEPT = 500;
export const HISTORY_BATCH = 50;
/** The most lines that one author can write in one visit. */
export const LINE_NUMBER_MAX = 2 ** 32;
/** Where the chat's logical clock stops, and how far one line can move it on. */
export const CHAT_CLOCK_MAX = 2 ** 52;
export const CHAT_CLOCK_LEAP = 2 ** 20;
/** How often the chat may have been cleared beyond what the policy that we hold says. */
export const CHAT_EPOCH_LEAP = 1;
/** The last and, negative, the first moment that a `Date` can be (ECMA-262, 21.4.1.1). */
export const TIME_MAX = 8_640_000_000_000_000;
/** The longest text of a message, in UTF-16 units: more than any that is described here has. */
export const CONTENT_MAX = 262_144;
/** The largest application message, in bytes of JSON. */
export const APP_MAX = 64 * 1024;

/** Half of a surrogate pair has no bytes, so that nothing could be signed that stands for it alone. */
const wellFormed = z.refine<string>((text) => text.isWellFormed());

const words = {
  n: z.int().check(z.minimum(0), z.maximum(LINE_NUMBER_MAX)),
  text: z.string().check(z.minLength(1), z.maxLength(CHAT_MAX), wellFormed),
  name: nameSchema.check(wellFormed),
  at: z.int().check(z.minimum(-TIME_MAX), z.maximum(TIME_MAX)),
  clock: z.int().check(z.minimum(0), z.maximum(CHAT_CLOCK_MAX)),
  /** How often the host had cleared the chat when this was written. */
  epoch: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
};

const line = {
  ...words,
  /** The author's seat, and its signature: in a line for everyone. */
  seat: z.optional(publicKeySchema),
  signature: z.optional(signatureSchema),
  /** There when it is for the receiver alone. */
  direct: z.optional(z.literal(true)),
};

interface Shape {
  readonly seat?: string | undefined;
  readonly signature?: string | undefined;
  readonly direct?: true | undefined;
}

/** A line for everyone is signed; one for the receiver alone is not, and goes no further. */
const signedOrDirect = z.refine<Shape>(({ seat, signature, direct }) =>
  direct
    ? seat === undefined && signature === undefined
    : seat !== undefined && signature !== undefined
);

/** What crosses a pair's `content` channel. */
export const contentSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("chat"), ...line }).check(signedOrDirect),
  z.object({
    t: z.literal("history"),
    lines: z.array(z.object({ author: peerIdSchema, ...line }).check(signedOrDirect))
      .check(z.maxLength(HISTORY_BATCH)),
  }),
  z.object({ t: z.literal("app"), to: z.enum(["room", "self"]), data: z.unknown() }),
]);
export type Content = z.infer<typeof contentSchema>;
