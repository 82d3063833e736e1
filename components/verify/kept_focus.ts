import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What of an element can take the focus. */
const TARGET = "button, [tabindex]";

/**
 * Keeps the focus where it was when a pressed button gives way to something else: once `shown`
 * changes, it goes to the first thing in the element of `ref` that can take it.
 */
export function useKeptFocus<E extends HTMLElement>(
  shown: string,
): { readonly ref: RefObject<E>; readonly pressed: () => void } {
  const ref = useRef<E>(null);
  const waiting = useRef(false);
  useEffect(() => {
    const target = waiting.current ? ref.current?.querySelector<HTMLElement>(TARGET) : null;
    if (!target) return;
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
