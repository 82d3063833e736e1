import * as z from "zod/mini";

/** PeerServer's rule for ids: groups of letters and digits, joined by single spaces, `_` or `-`. */
const ID = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
/** Printable ASCII without the space. */
const TOKEN = /^[\x21-\x7e]+$/;

/** An id at the broker (1 to 64 characters). */
export const brokerIdSchema = z.string().check(z.minLength(1), z.maxLength(64), z.regex(ID));

/** The secret that gives an id back to the client that held it (1 to 64 characters). */
export const brokerTokenSchema = z.string().check(z.minLength(1), z.maxLength(64), z.regex(TOKEN));

/** The query of the WebSocket address. */
export const brokerQuerySchema = z.object({ id: brokerIdSchema, token: brokerTokenSchema });

export { ROUTED_TYPES, type RoutedType } from "./routed_types.ts";

/**
 * What a client says to the broker, without its payload: the broker reads the envelope alone.
 * LEAVE without `dst` gives the client's own id back.
 */
export const clientEnvelopeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("HEARTBEAT") }),
  z.object({ type: z.literal("LEAVE"), dst: z.optional(brokerIdSchema) }),
  z.object({ type: z.enum(["OFFER", "ANSWER", "CANDIDATE"]), dst: brokerIdSchema }),
]);
export type ClientEnvelope = z.infer<typeof clientEnvelopeSchema>;

/**
 * Why the broker closes a socket: the close code, and the close reason that goes with it.
 * An ERROR (or ID-TAKEN) frame that says the same comes first.
 */
export const BROKER_CLOSE = {
  "given-back": { code: 1000, reason: "The client gave its id back" },
  "bad-frame": { code: 4400, reason: "The frame is not one that the broker knows" },
  "bad-parameters": { code: 4401, reason: "The id, token or key is missing or wrong" },
  "silent": { code: 4408, reason: "Nothing was heard of the client for too long" },
  "id-taken": { code: 4409, reason: "ID is taken" },
  "taken-back": { code: 4410, reason: "The same client connected again" },
  "frame-too-large": { code: 4413, reason: "The frame is too large" },
  "too-fast": { code: 4429, reason: "Too many frames in too short a time" },
  "too-many-sockets": { code: 4430, reason: "Too many sockets from this address" },
  "too-many-waiting": {
    code: 4431,
    reason: "Too many messages wait for clients that are not there",
  },
  "slow-reader": { code: 4432, reason: "The client reads nothing of what it is sent" },
  "crowding": { code: 4433, reason: "Too many messages for clients that cannot take them" },
  "broker-full": { code: 4503, reason: "The broker has no room at the moment" },
  "broker-unready": { code: 4504, reason: "The broker could not reach its other instances" },
  "going-away": { code: 1012, reason: "The broker restarts: come back in a moment" },
} as const;
export type BrokerCloseName = keyof typeof BROKER_CLOSE;
