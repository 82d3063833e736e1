import * as z from "zod/mini";
import { nameSchema, peerIdSchema } from "./ids.ts";
import { ROUTED_TYPES } from "./routed_types.ts";

/** The most people that a roster can hold. */
export const ROSTER_MAX = 64;

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

export const statusSchema = z.object({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
});

/** A member, as the roster lists it. `rev` counts the member's own changes of name and status. */
export const memberSchema = z.object({
  id: peerIdSchema,
  order: count,
  name: nameSchema,
  status: statusSchema,
  rev: count,
});

/**
 * Who is in the room. `term` grows with each change of coordinator, `rev` with each change under
 * one coordinator; the larger (term, rev) is the newer roster.
 */
export const rosterSchema = z.object({
  term: count,
  rev: count,
  coordinator: peerIdSchema,
  capacity: z.int().check(z.minimum(2), z.maximum(ROSTER_MAX)),
  nextOrder: count,
  members: z.array(memberSchema).check(z.minLength(1), z.maxLength(ROSTER_MAX)),
}).check(
  z.refine(({ members }) => new Set(members.map(({ id }) => id)).size === members.length),
  z.refine(({ members, coordinator }) => members.some(({ id }) => id === coordinator)),
);
export type Roster = z.infer<typeof rosterSchema>;
export type RosterMember = z.infer<typeof memberSchema>;

/** What a newcomer says of itself, in its sealed offer or on the open channel. */
export const helloSchema = z.object({ v: z.literal(1), name: nameSchema, status: statusSchema });
export type Hello = z.infer<typeof helloSchema>;

/** Why the coordinator lets a newcomer not in. */
export const refusalSchema = z.enum(["full", "version"]);
export type Refusal = z.infer<typeof refusalSchema>;

/** What crosses a pair's `control` channel. docs/protocol.md says who sends which, and when. */
export const presenceSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("hello"), hello: helloSchema }),
  z.object({ t: z.literal("welcome"), roster: rosterSchema }),
  z.object({ t: z.literal("refused"), code: refusalSchema }),
  z.object({ t: z.literal("roster"), roster: rosterSchema }),
  z.object({ t: z.literal("status"), rev: count, name: nameSchema, status: statusSchema }),
  z.object({
    t: z.literal("relay"),
    type: z.enum(ROUTED_TYPES),
    src: peerIdSchema,
    dst: peerIdSchema,
    payload: z.unknown(),
  }),
  z.object({ t: z.literal("pulse") }),
  z.object({ t: z.literal("merge"), roster: rosterSchema }),
  z.object({ t: z.literal("come") }),
  z.object({ t: z.literal("stay"), term: count }),
  z.object({ t: z.literal("move") }),
  z.object({ t: z.literal("leave") }),
]);
export type Presence = z.infer<typeof presenceSchema>;
