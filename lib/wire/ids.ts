import * as z from "zod/mini";
import { showsSomething, withoutHidden } from "./shown_text.ts";

/** A participant's id: 16 random bytes in hexadecimal. */
export const peerIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/**
 * A shown name: 1 to 40 UTF-16 units after trimming, of which something can be seen, and without
 * characters that show nothing, but for those that join emoji or letters.
 */
export const nameSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(40, { abort: true }),
  z.refine((name) => withoutHidden(name) === name && showsSomething(name)),
);
