import * as z from "zod/mini";
import {
  fingerprintSchema,
  linkKeySchema,
  peerIdSchema,
  publicKeySchema,
  signatureSchema,
} from "./fields.ts";
import { POLICY_TEXT_MAX, signedPolicySchema } from "./policy.ts";

/** The longest command, in UTF-16 units: a policy, quoted, and what is around it. */
export const COMMAND_TEXT_MAX = 2 * POLICY_TEXT_MAX;

/** What a host tells the others to do. */
export const actSchema = z.discriminatedUnion("do", [
  /** "I am the host": knocks go to the one who says so. */
  z.object({ do: z.literal("host") }),
  z.object({ do: z.literal("policy"), signed: signedPolicySchema }),
  /** Sends a guest away from the door. */
  z.object({ do: z.literal("deny"), guest: peerIdSchema }),
  /** Asks the receiver to mute. */
  z.object({ do: z.literal("mute") }),
  /** The room goes on under another link key. */
  z.object({ do: z.literal("rekey"), generation: z.int().check(z.minimum(1)), key: linkKeySchema }),
]);
export type Act = z.infer<typeof actSchema>;

/** A command: for one room, from one seat and certificate, at one time, once. */
export const commandSchema = z.object({
  /** The room's address, as the sender and the receiver know it now. */
  room: peerIdSchema,
  /** The seat of the one who commands. */
  seat: publicKeySchema,
  /** Their certificate; null where the platform shows none. */
  by: z.nullable(fingerprintSchema),
  /** The sender's clock, milliseconds since the Unix epoch. */
  at: z.int().check(z.minimum(0)),
  nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  act: actSchema,
});
export type Command = z.infer<typeof commandSchema>;

/** A command as its exact text, signed by the host's key; without a signature where the host has none. */
export const signedCommandSchema = z.object({
  command: z.string().check(z.maxLength(COMMAND_TEXT_MAX)),
  signature: z.nullable(signatureSchema),
});
export type SignedCommand = z.infer<typeof signedCommandSchema>;
