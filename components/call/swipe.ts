import type { TargetedPointerEvent } from "preact";
import { useRef } from "preact/hooks";

/** A swipe goes at least this far, in CSS pixels, and lasts at most this long, in milliseconds. */
const FAR = 60;
const LONGEST_MS = 700;

/** Tells of swipes by a finger, sideways: 1 towards the left, which brings what is next, else -1. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ pointer: number; x: number; y: number; at: number } | null>(null);
  type Touch = TargetedPointerEvent<HTMLElement>;
  return {
    onPointerDown(event: Touch) {
      // A second finger makes it a pinch; on a shared screen a finger pans, and a button is pressed.
      const alone = event.pointerType === "touch" && event.isPrimary;
      const taken = event.target instanceof Element &&
        event.target.closest("[data-kind=screen], button") !== null;
      const { pointerId: pointer, clientX: x, clientY: y, timeStamp: at } = event;
      start.current = alone && !taken ? { pointer, x, y, at } : null;
    },
    onPointerUp(event: Touch) {
      const from = start.current;
      start.current = null;
      if (from === null || from.pointer !== event.pointerId) return;
      const dx = event.clientX - from.x;
      const level = Math.abs(dx) > 2 * Math.abs(event.clientY - from.y);
      if (!level || Math.abs(dx) < FAR || event.timeStamp - from.at > LONGEST_MS) return;
      onSwipe(dx < 0 ? 1 : -1);
    },
    onPointerCancel() {
      start.current = null;
    },
  };
}
