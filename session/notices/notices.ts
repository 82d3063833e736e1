import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../../lib/mod.ts";

/** How long a notice stays, in milliseconds: a remark, and something to act on. */
const STAYS_MS = { info: 4000, warn: 12_000 } as const;
const MOST = 3;

/** A short message over the call that goes away by itself. */
export interface Notice {
  readonly id: number;
  readonly tone: "info" | "warn";
  readonly title: string;
  readonly text: string | null;
}

export interface Notices {
  readonly shown: ReadonlySignal<readonly Notice[]>;
  /** Shows a notice, and answers with its id. */
  add(tone: Notice["tone"], title: string, text?: string): number;
  dismiss(id: number): void;
  clear(): void;
}

/** Makes an empty list of notices. */
export function createNotices(clock: Clock): Notices {
  const shown = signal<readonly Notice[]>([]);
  const timers = new Map<number, () => void>();
  let count = 0;

  function dismiss(id: number): void {
    timers.get(id)?.();
    timers.delete(id);
    shown.value = shown.value.filter((notice) => notice.id !== id);
  }
  return {
    shown: computed(() => shown.value),
    dismiss,
    add(tone, title, text) {
      const id = ++count;
      const next = [...shown.value, { id, tone, title, text: text ?? null }];
      for (const old of next.slice(0, -MOST)) dismiss(old.id);
      shown.value = next.slice(-MOST);
      timers.set(id, clock.after(STAYS_MS[tone], () => dismiss(id)));
      return id;
    },
    clear() {
      for (const notice of shown.value) dismiss(notice.id);
    },
  };
}
