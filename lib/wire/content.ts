import * as z from "zod/mini";
import { nameSchema, peerIdSchema } from "./ids.ts";

/** The longest chat line, in UTF-16 units; the most lines that a member keeps, and sends at once. */
export const CHAT_MAX = 500;
export const CHAT_KEPT = 500;
export const HISTORY_BATCH = 50;
/** Where the chat's logical clock stops, so that a hostile line cannot push it out of range. */
export const CHAT_CLOCK_MAX = 2 ** 40;
/** The largest application message, in bytes of JSON. */
export const APP_MAX = 64 * 1024;

const line = {
  n: z.int().check(z.minimum(0)),
  text: z.string().check(z.minLength(1), z.maxLength(CHAT_MAX)),
  name: nameSchema,
  at: z.number(),
  clock: z.int().check(z.minimum(0), z.maximum(CHAT_CLOCK_MAX)),
  /** How often the host had cleared the chat when this was written. */
  epoch: z.int().check(z.minimum(0)),
  /** There when it is for the receiver alone. */
  direct: z.optional(z.literal(true)),
};

/** What crosses a pair's `content` channel. */
export const contentSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("chat"), ...line }),
  z.object({
    t: z.literal("history"),
    lines: z.array(z.object({ author: peerIdSchema, ...line })).check(z.maxLength(HISTORY_BATCH)),
  }),
  z.object({ t: z.literal("app"), to: z.enum(["room", "self"]), data: z.unknown() }),
]);
export type Content = z.infer<typeof contentSchema>;
