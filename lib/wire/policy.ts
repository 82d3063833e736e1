import * as z from "zod/mini";
import { fingerprintSchema, nameSchema, publicKeySchema, signatureSchema } from "./fields.ts";

/** How many seats a policy can name in each of its lists. */
export const POLICY_SEATS_MAX = 128;
/** The longest role label, and the longest policy text, in UTF-16 units. */
export const LABEL_MAX = 24;
export const POLICY_TEXT_MAX = 48 * 1024;

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

/** What a person may do, so that a grant can take it from them. */
export const abilitySchema = z.enum(["speak", "show", "send-chat"]);
/** What a person may do, and a host can take from them. */
export type Ability = "speak" | "show" | "send-chat";

/** Names a room from its founding until it is empty: 16 random bytes in hexadecimal. */
export const sessionSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/**
 * What the host decided for the room. A larger `version` replaces a smaller one: it is at least the
 * time of the decision, in milliseconds since the Unix epoch, so that nothing of before comes back.
 */
export const policySchema = z.object({
  version: count,
  /** The session that it is for; in another it says nothing. */
  session: sessionSchema,
  /** When it ends, in milliseconds since the Unix epoch. */
  ends: count,
  /** Newcomers wait until the host lets them in. */
  lobby: z.boolean(),
  /** No newcomer comes in. */
  locked: z.boolean(),
  /** Whom the lobby and the lock do not concern: those who were here, and who was let in since. */
  seated: z.array(publicKeySchema).check(z.maxLength(POLICY_SEATS_MAX)),
  /** Who was removed: by seat, and by the certificate that they had. */
  removed: z.array(
    z.object({ seat: publicKeySchema, certificate: z.nullable(fingerprintSchema) }),
  ).check(z.maxLength(POLICY_SEATS_MAX)),
  roles: z.array(
    z.object({
      seat: publicKeySchema,
      label: nameSchema.check(z.maxLength(LABEL_MAX)),
    }),
  ).check(z.maxLength(POLICY_SEATS_MAX)),
  /** What somebody may not do; people who are not listed may do everything. */
  grants: z.array(
    z.object({ seat: publicKeySchema, without: z.array(abilitySchema).check(z.maxLength(8)) }),
  ).check(z.maxLength(POLICY_SEATS_MAX)),
  /** How often the chat was cleared. */
  reset: count,
});
export type Policy = z.infer<typeof policySchema>;

/** A policy as its exact text, signed by the host's key; without a signature where the host has none. */
export const signedPolicySchema = z.object({
  policy: z.string().check(z.maxLength(POLICY_TEXT_MAX)),
  signature: z.nullable(signatureSchema),
});
/** What the host decided, as its exact text, and the host's signature where it has a key. */
export interface SignedPolicy {
  /** The policy as JSON. */
  policy: string;
  /** The signature; null where the host has no key. */
  signature: string | null;
}
