import * as z from "zod/mini";

/** A participant's id: 16 random bytes in hexadecimal. */
export const peerIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A shown name: 1 to 40 characters after trimming, without control or direction-changing characters. */
export const nameSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(40),
  z.regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$/u),
);
