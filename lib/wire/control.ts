import * as z from "zod/mini";
import { signedCommandSchema } from "./command.ts";
import { type Evidence, evidenceSchema } from "./evidence.ts";
import {
  fingerprintSchema,
  nameSchema,
  type PeerId,
  peerIdSchema,
  publicKeySchema,
  signatureSchema,
  type Status,
  statusSchema,
} from "./fields.ts";
import { sessionSchema, signedPolicySchema } from "./policy.ts";
import { ROUTED_TYPES } from "./routed_types.ts";
import { NOTE_MAX, ROSTER_MAX } from "./limits.ts";

/** How many guests may wait at once. */
export const WAITING_MAX = 16;

/**
 * The largest number of each kind. Whoever counts is bounded: a number near the end of what can be
 * counted would leave no next one.
 */
export const TERM_MAX = 2 ** 32;
export const REV_MAX = 2 ** 20 - 1;
export const ORDER_MAX = 2 ** 52;

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const term = z.int().check(z.minimum(0), z.maximum(TERM_MAX));
const rosterRev = z.int().check(z.minimum(0), z.maximum(REV_MAX));
const order = z.int().check(z.minimum(0), z.maximum(ORDER_MAX));

/**
 * A seat: a key pair of one person on one device, which stays with them over a reload. `proof` binds
 * the id and the certificate of this visit to it.
 */
const seated = {
  seat: publicKeySchema,
  certificate: z.nullable(fingerprintSchema),
  proof: signatureSchema,
  /** The host's signature for this seat, where its holder came with the host's key. */
  pass: z.optional(signatureSchema),
  /** What the seat shows beside that, for a gate that asks for it. */
  evidence: z.optional(evidenceSchema),
};

/** A member, as the roster lists it. `rev` counts the member's own changes of name and status. */
export const memberSchema = z.object({
  id: peerIdSchema,
  order,
  ...seated,
  name: nameSchema,
  status: statusSchema,
  rev: count,
});

/**
 * Who is in the room. `term` grows with each change of coordinator, `rev` with each change under
 * one coordinator; the larger (term, rev) is the newer roster. `session` names the room from its
 * founding until it is empty.
 */
export const rosterSchema = z.object({
  session: sessionSchema,
  term,
  rev: rosterRev,
  coordinator: peerIdSchema,
  nextOrder: order,
  /** Seats of those who may come back: who returns to one has the same place in line. */
  vacant: z.array(z.object({ seat: publicKeySchema, order })).check(z.maxLength(ROSTER_MAX)),
  members: z.array(memberSchema).check(z.minLength(1), z.maxLength(ROSTER_MAX)),
}).check(
  z.refine(({ members }) => new Set(members.map(({ id }) => id)).size === members.length),
  z.refine(({ members, coordinator }) => members.some(({ id }) => id === coordinator)),
);

/** A seat as its holder shows it: the key, and what binds this visit to it. */
export interface Seated {
  /** The public key of the seat. */
  seat: string;
  /** The fingerprint of this visit's certificate; null where the platform shows none. */
  certificate: string | null;
  /** The seat's signature over id and certificate. */
  proof: string;
  /** The host's signature for this visit, where its holder came with the host's key. */
  pass?: string | undefined;
  /** What the seat shows beside that. */
  evidence?: Evidence[] | undefined;
}

/** A member, as the roster lists it. */
export interface RosterMember extends Seated {
  /** Who it is. */
  id: PeerId;
  /** The order of joining. */
  order: number;
  /** The shown name. */
  name: string;
  /** What they say of themselves. */
  status: Status;
  /** Counts their own changes of name and status. */
  rev: number;
}

/** Who is in the room. */
export interface Roster {
  /** Names the room from its founding until it is empty. */
  session: string;
  /** Grows with each change of coordinator. */
  term: number;
  /** Grows with each change under one coordinator. */
  rev: number;
  /** Who coordinates. */
  coordinator: PeerId;
  /** What the next newcomer's order will be. */
  nextOrder: number;
  /** Seats of those who may come back. */
  vacant: {
    /** The public key of the seat. */
    seat: string;
    /** Its place in line. */
    order: number;
  }[];
  /** Everybody, the coordinator included. */
  members: RosterMember[];
}

/** What a newcomer says of itself, in its sealed offer or on the open channel. */
export const helloSchema = z.object({
  v: z.literal(1),
  name: nameSchema,
  status: statusSchema,
  ...seated,
  /** There when it is the coordinator of another room at this address who speaks: which room. */
  meets: z.optional(sessionSchema),
  /** A line for the host, where newcomers have to be let in. */
  note: z.optional(z.string().check(z.maxLength(NOTE_MAX))),
});
/** What a newcomer says of itself. */
export interface Hello extends Seated {
  /** The version of this. */
  v: 1;
  /** The shown name. */
  name: string;
  /** Which of their lanes are on. */
  status: Status;
  /** The session of another room that they coordinate, which wants to meet this one. */
  meets?: string | undefined;
  /** A line for the host. */
  note?: string | undefined;
}

/** Why the coordinator lets a newcomer not in. */
export const refusalSchema = z.enum(["full", "version", "locked", "denied", "removed"]);
/** Why somebody is not let in. */
export type Refusal = "full" | "version" | "locked" | "denied" | "removed";

/** Somebody at the door, as the coordinator tells the host. */
export const knockSchema = z.object({
  id: peerIdSchema,
  name: nameSchema,
  note: z.string().check(z.maxLength(NOTE_MAX)),
  seat: publicKeySchema,
});
/** Somebody at the door, with what they said of themselves. */
export interface Knock {
  /** By what they are let in or turned away. */
  readonly id: PeerId;
  /** The name that they say. */
  readonly name: string;
  /** Their line for the host; "" for none. */
  readonly note: string;
  /** The public key of their seat. */
  readonly seat: string;
}

/** Why somebody is let in: the roster, and what the host decided so far. */
const policy = z.nullable(signedPolicySchema);

/** What crosses a pair's `control` channel. docs/protocol.md says who sends which, and when. */
export const controlSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("hello"), hello: helloSchema }),
  z.object({ t: z.literal("welcome"), roster: rosterSchema, policy }),
  z.object({ t: z.literal("waiting") }),
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
  /** The holder of the address says who it is, to another room's coordinator who said so. */
  z.object({ t: z.literal("met"), member: memberSchema, session: sessionSchema }),
  /** To another coordinator of the same room, who does not know what the host decided. */
  z.object({ t: z.literal("governed"), signed: signedPolicySchema }),
  z.object({ t: z.literal("merge"), roster: rosterSchema, policy }),
  z.object({ t: z.literal("come"), session: sessionSchema }),
  z.object({ t: z.literal("stay"), term }),
  z.object({ t: z.literal("move") }),
  /** `back`: the one who leaves may come back soon, as by a reload. */
  z.object({ t: z.literal("leave"), back: z.boolean() }),
  z.object({ t: z.literal("policy"), signed: signedPolicySchema }),
  z.object({ t: z.literal("command"), signed: signedCommandSchema }),
  z.object({
    t: z.literal("knocks"),
    knocks: z.array(knockSchema).check(z.maxLength(WAITING_MAX)),
  }),
  /** The sender's browser stopped sending to the receiver, or began again. */
  z.object({ t: z.literal("halted"), on: z.boolean() }),
  /** The sender seals under the link key of this generation from now on. */
  z.object({ t: z.literal("keyed"), generation: count }),
]);
export type ControlMessage = z.infer<typeof controlSchema>;
