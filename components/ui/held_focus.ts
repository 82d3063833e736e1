import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * The focus goes into what opens, and back to where it was when it closes. Where that is gone
 * meanwhile, it goes to the call's stage: the next Tab then goes on from there, not from the page's
 * beginning. It moves before the page is painted: a key pressed as soon as the panel is seen must
 * not go to what was there before.
 */
export function useHeldFocus<E extends HTMLElement>(): RefObject<E> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const call = ref.current?.closest(".call") ?? document;
    const first = ref.current?.querySelector<HTMLElement>("[data-autofocus]") ?? ref.current;
    first?.focus({ preventScroll: true });
    const release = ref.current === null ? () => {} : keptWithin(ref.current);
    return () => {
      release();
      // Somebody put it elsewhere, by a press outside: it stays there.
      if (
        document.activeElement !== document.body && !ref.current?.contains(document.activeElement)
      ) return;
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected
        ? before
        : call.querySelector<HTMLElement>(".stage");
      back?.focus({ preventScroll: true });
    };
  }, []);
  useLayoutEffect(() => {
    // What it shows was fetched only now: the focus goes on to where people begin.
    if (document.activeElement !== ref.current) return;
    ref.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true });
  });
  return ref;
}

/** Where what has the focus is taken away, as a row that was dealt with, the frame itself takes it. */
function keptWithin(frame: HTMLElement): () => void {
  let within = frame.contains(document.activeElement);
  const entered = () => {
    within = true;
  };
  const left = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      if (target instanceof Node && target.isConnected) {
        within = frame.contains(document.activeElement);
      }
    });
  const watcher = new MutationObserver(() => {
    if (within && document.activeElement === document.body) frame.focus({ preventScroll: true });
  });
  frame.addEventListener("focusin", entered);
  frame.addEventListener("focusout", left);
  watcher.observe(frame, { childList: true, subtree: true });
  return () => {
    frame.removeEventListener("focusin", entered);
    frame.removeEventListener("focusout", left);
    watcher.disconnect();
  };
}
