import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** What of an element can take the focus. */
const TARGET = "button, [tabindex]";

/**
 * Keeps the focus where it was when a pressed button gives way to something else: once `shown`
 * changes, it goes to what is marked with `data-focus` in the element of `ref`, or to the first thing
 * there that can take it.
 */
export function useKeptFocus<E extends HTMLElement>(
  shown: string,
): { readonly ref: RefObject<E>; readonly pressed: () => void } {
  const ref = useRef<E>(null);
  const waiting = useRef(false);
  // Before anything is painted: in between a key would go nowhere.
  useLayoutEffect(() => {
    if (!waiting.current || ref.current === null) return;
    const within = ref.current;
    const target = within.querySelector<HTMLElement>("[data-focus]") ??
      within.querySelector<HTMLElement>(TARGET);
    if (target === null) return;
    waiting.current = false;
    target.focus();
  }, [shown]);
  return {
    ref,
    pressed: () => {
      waiting.current = true;
    },
  };
}
