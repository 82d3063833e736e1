import * as z from "zod/mini";
import {
  codeOfEmoji,
  type Fingerprint,
  type PairVerification,
  type PairVerificationState,
} from "../trust/mod.ts";
import { fingerprintSchema } from "../wire/fields.ts";
import { PAIR_EPOCH_MAX } from "../wire/verify.ts";

/** Certificates that are remembered at once; those about which nothing was said go first. */
const KEPT_MAX = 256;
/** Certificates that are kept over a reload. */
const SAVED_MAX = 64;

/** What the person here said of a certificate. */
export type Verdict = "match" | "differ";

const place = z.int().check(z.minimum(0), z.maximum(63));

/** What is kept over a reload of one certificate: what was said of it, and the code. */
export const savedVerdictSchema = z.object({
  certificate: fingerprintSchema,
  verdict: z.nullable(z.enum(["match", "differ"])),
  epoch: z.int().check(z.minimum(1), z.maximum(PAIR_EPOCH_MAX)),
  aborted: z.int().check(z.minimum(0), z.maximum(16)),
  emoji: z.nullable(z.array(place).check(z.minLength(7), z.maxLength(7))),
});
export const savedVerdictsSchema = z.array(savedVerdictSchema).check(z.maxLength(SAVED_MAX));
export type SavedVerdict = z.infer<typeof savedVerdictSchema>;

/** What is known of one certificate. */
export interface CertificateVerdict {
  verdict: Verdict | null;
  /** The comparison with whoever holds it; null before the first connection of this visit. */
  pair: PairVerification | null;
  /** Where a comparison of before stood. */
  readonly before: Pick<SavedVerdict, "epoch" | "aborted" | "emoji"> | null;
  /** How comparison messages reach the holder now. */
  send: (text: string) => void;
  /** Told of the comparison's states. */
  changed: (state: PairVerificationState) => void;
}

/**
 * What the person here said of certificates, and how the comparison with each stands, for the whole
 * visit: whoever goes and comes again under the same certificate is met by the same verdict, and has
 * no more tries than one who stays.
 */
export class Verdicts {
  readonly #known = new Map<Fingerprint, CertificateVerdict>();

  constructor(saved: readonly SavedVerdict[] = []) {
    for (const { certificate, verdict, epoch, aborted, emoji } of saved) {
      this.#known.set(certificate, fresh(verdict, { epoch, aborted, emoji }));
    }
  }

  of(certificate: Fingerprint): CertificateVerdict {
    const found = this.#known.get(certificate);
    if (found !== undefined) return found;
    const made = fresh(null, null);
    this.#known.set(certificate, made);
    this.#makeRoom(certificate);
    return made;
  }

  verdictOn(certificate: Fingerprint | null): Verdict | null {
    return certificate === null ? null : this.#known.get(certificate)?.verdict ?? null;
  }

  /** What a reload needs to go on where this page was. */
  save(): SavedVerdict[] {
    const saved = [...this.#known].flatMap(([certificate, { verdict, pair, before }]) => {
      const state = pair?.state;
      const emoji = state?.name === "code" ? [...state.code.emoji] : null;
      const now = state === undefined
        ? before
        : { epoch: state.epoch, aborted: state.aborted, emoji };
      return now === null ? [] : [{ certificate, verdict, ...now }];
    });
    // Of too many those of which something was said are kept, whenever they were met.
    const [said, unsaid] = [true, false].map((wanted) =>
      saved.filter(({ verdict }) => (verdict !== null) === wanted)
    );
    return [...unsaid, ...said].slice(-SAVED_MAX);
  }

  close(): void {
    for (const { pair } of this.#known.values()) pair?.close();
    this.#known.clear();
  }

  #makeRoom(newest: Fingerprint): void {
    if (this.#known.size <= KEPT_MAX) return;
    for (const [certificate, { verdict, pair }] of this.#known) {
      if (verdict !== null || certificate === newest) continue;
      pair?.close();
      return void this.#known.delete(certificate);
    }
  }
}

function fresh(verdict: Verdict | null, before: CertificateVerdict["before"]): CertificateVerdict {
  return { verdict, pair: null, before, send: () => {}, changed: () => {} };
}

/** The code that was kept; null for none. */
export function keptCode({ before }: CertificateVerdict) {
  return before?.emoji ? codeOfEmoji(before.emoji) : null;
}
