import * as z from "zod/mini";

/** The most pieces that one seat shows, and UTF-16 units of all their data together. */
export const EVIDENCE_MAX = 4;
export const EVIDENCE_UNITS_MAX = 2_400;

/**
 * One piece of what a seat shows beside its claim, such as an invitation or who vouches for it: `kind`
 * and `v` say how `data` is to be read.
 */
const pieceSchema = z.object({
  kind: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,23}$/)),
  v: z.int().check(z.minimum(1), z.maximum(255)),
  data: z.string().check(z.maxLength(EVIDENCE_UNITS_MAX)),
});
/** One piece of what a seat shows beside its claim. */
export interface Evidence {
  /** What it is, such as "invitation". */
  kind: string;
  /** The version of its kind. */
  v: number;
  /** The piece itself. */
  data: string;
}

/**
 * What a seat shows beside its claim. It travels with the claim, in a `hello` and in the roster, and
 * is passed on as it is by members who don't know its kind: nothing rests on it but for a gate that
 * asks for such a kind, and a gate refuses what it does not understand. It is not signed as a whole:
 * each piece has to show by itself that it was made for this seat.
 */
export const evidenceSchema = z.array(pieceSchema).check(
  z.minLength(1),
  z.maxLength(EVIDENCE_MAX),
  z.refine((pieces) =>
    pieces.reduce((sum, { data }) => sum + data.length, 0) <= EVIDENCE_UNITS_MAX
  ),
);
