import type { TargetedPointerEvent } from "preact";
import { useRef } from "preact/hooks";

/** Less than this far, in CSS pixels, a press is a press and no drag. */
const SLACK = 6;

interface Grip {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/**
 * Lets a button carry the tile that it lies in. While it is dragged the tile follows the pointer by
 * its own `left` and `top`; let go, `onDrop` is told where its middle is, from the stage's corner.
 */
export function useDrag(onDrop: (middle: { x: number; y: number }) => void) {
  const grip = useRef<Grip | null>(null);
  const moved = useRef(false);
  type Press = TargetedPointerEvent<HTMLButtonElement>;

  const carried = (event: Press) => {
    const tile = event.currentTarget.closest("li");
    const held = grip.current;
    if (tile === null || held === null || held.pointer !== event.pointerId) return null;
    return { tile, dx: event.clientX - held.x, dy: event.clientY - held.y, held };
  };
  const letGo = (event: Press) => {
    const at = carried(event);
    grip.current = null;
    if (at === null || !moved.current) return;
    const { tile, held } = at;
    const middle = {
      x: tile.offsetLeft + tile.offsetWidth / 2,
      y: tile.offsetTop + tile.offsetHeight / 2,
    };
    delete tile.dataset.dragging;
    // Back to where it was drawn: it glides from here to there, or to the corner that it now has.
    tile.style.left = `${held.left}px`;
    tile.style.top = `${held.top}px`;
    onDrop(middle);
  };
  return {
    onPointerDown(event: Press) {
      const tile = event.currentTarget.closest("li");
      if (tile === null || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      moved.current = false;
      grip.current = {
        pointer: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        left: tile.offsetLeft,
        top: tile.offsetTop,
      };
    },
    onPointerMove(event: Press) {
      const at = carried(event);
      if (at === null) return;
      moved.current ||= Math.hypot(at.dx, at.dy) > SLACK;
      if (!moved.current) return;
      at.tile.dataset.dragging = "yes";
      at.tile.style.left = `${at.held.left + at.dx}px`;
      at.tile.style.top = `${at.held.top + at.dy}px`;
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}
