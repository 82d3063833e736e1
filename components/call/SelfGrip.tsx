import { type Corner, cornerByKey, CORNERS } from "../../session/stage/layout.ts";
import { stageTexts } from "../../texts/stage.ts";
import { useDrag } from "./drag.ts";

export interface SelfGripProps {
  readonly corner: Corner;
  readonly onMove: (corner: Corner) => void;
  /** The tile was let go with its middle here, in CSS pixels from the stage's corner. */
  readonly onDrop: (middle: { x: number; y: number }) => void;
}

/** What the floating picture of oneself is carried by: dragged, or moved by the arrow keys. */
export function SelfGrip({ corner, onMove, onDrop }: SelfGripProps) {
  const drag = useDrag(onDrop);
  return (
    <button
      type="button"
      class="self-grip"
      data-testid="self-grip"
      data-corner={corner}
      aria-label={stageTexts().selfAt[corner]}
      {...drag}
      onClick={({ detail }) => {
        // By the pointer it is dragged; a press without one (Enter, a screen reader) moves it on.
        if (detail === 0) onMove(CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length]);
      }}
      onKeyDown={(event) => {
        const next = cornerByKey(corner, event.key);
        if (next === null) return;
        event.preventDefault();
        onMove(next);
      }}
    />
  );
}
