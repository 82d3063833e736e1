import * as z from "zod/mini";
import { peerIdSchema } from "./fields.ts";

/** A picture is this many units wide, and as many high: where a point is does not depend on its size. */
export const INK_SPAN = 65_535;
export const INK_COLOURS = 5;
/** Points in one message, in one stroke, and of one author on one picture. */
export const INK_BATCH = 64;
export const STROKE_POINTS_MAX = 2_000;
export const INK_POINTS_MAX = 20_000;
/** Strokes of one author on one picture. */
export const STROKES_MAX = 300;
/** Pictures on which one author's ink is kept at once. */
export const INK_BOARDS_MAX = 8;
/** Lines that one author can draw in one visit. */
export const INK_NUMBER_MAX = 2 ** 32;
/** How often a picture's owner may have begun anew. */
export const INK_EPOCH_MAX = 2 ** 31;
/** The longest message about ink, in UTF-16 units. */
export const INK_MESSAGE_MAX = 4_096;

const coordinate = z.int().check(z.minimum(0), z.maximum(INK_SPAN));
const points = z.array(z.tuple([coordinate, coordinate])).check(z.maxLength(INK_BATCH));
const epoch = z.int().check(z.minimum(0), z.maximum(INK_EPOCH_MAX));
const n = z.int().check(z.minimum(0), z.maximum(INK_NUMBER_MAX));
const colour = z.int().check(z.minimum(0), z.maximum(INK_COLOURS - 1));

/** What crosses a pair's `ink` channel. `board` is the one whose screen is drawn on. */
export const inkMessageSchema = z.discriminatedUnion("t", [
  z.object({
    t: z.literal("stroke"),
    board: peerIdSchema,
    epoch,
    n,
    colour,
    from: z.int().check(z.minimum(0), z.maximum(STROKE_POINTS_MAX)),
    points,
  }),
  z.object({ t: z.literal("undo"), board: peerIdSchema, n }),
  z.object({ t: z.literal("laser"), board: peerIdSchema, colour, points }),
  z.object({ t: z.literal("wipe"), epoch }),
  z.object({
    t: z.literal("mine"),
    board: peerIdSchema,
    strokes: z.array(n).check(z.maxLength(STROKES_MAX)),
  }),
]);
export type InkMessage = z.infer<typeof inkMessageSchema>;
/** A place in a picture: from its left, from its top, each in `INK_SPAN` parts. */
export type InkPoint = readonly [x: number, y: number];
