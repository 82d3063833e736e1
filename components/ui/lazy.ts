import { useEffect, useState } from "preact/hooks";

export interface LateOptions {
  /** False while nobody needs it yet. */
  readonly wanted?: boolean;
  /** Milliseconds until it is fetched. */
  readonly after?: number;
  /**
   * Milliseconds until it is tried again by itself where it could not be fetched; without it, the
   * next change of `wanted` or `after` tries again.
   */
  readonly again?: number;
}

export interface Late<Part> {
  /** What was fetched, once it is there. */
  readonly part: Part | null;
  /** Whether it could not be fetched at least once. */
  readonly failed: boolean;
}

/** A part of the page that is fetched late. `fetch` rejects when the server can't be reached. */
export function useLazy<Part>(
  fetch: () => Promise<Part>,
  { wanted = true, after = 0, again }: LateOptions = {},
): Late<Part> {
  const [part, setPart] = useState<Part | null>(null);
  const [failures, setFailures] = useState(0);
  const tries = again === undefined ? 0 : failures;
  useEffect(() => {
    if (!wanted || part !== null) return;
    let gone = false;
    const load = async () => {
      try {
        const fetched = await fetch();
        if (!gone) setPart(() => fetched);
      } catch {
        // TypeError: the server can't be reached just now. Who asked for it says so.
        if (!gone) setFailures(failures + 1);
      }
    };
    const timer = setTimeout(load, tries > 0 ? again : after);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, after, tries]);
  return { part, failed: failures > 0 };
}
