import * as z from "zod/mini";
import { ROUTED_TYPES } from "./routed_types.ts";

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** What the broker says to a client: PeerServer's message types, `src` stamped by the broker. */
export const serverFrameSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("OPEN") }),
  /** Asks for a sign of life. */
  z.object({ type: z.literal("HEARTBEAT") }),
  z.object({ type: z.literal("ID-TAKEN") }),
  z.object({ type: z.literal("INVALID-KEY") }),
  z.object({ type: z.literal("ERROR"), payload: z.optional(z.unknown()) }),
  z.object({ type: z.literal("EXPIRE"), src: id }),
  z.object({
    type: z.enum(ROUTED_TYPES),
    src: id,
    payload: z.optional(z.unknown()),
  }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
