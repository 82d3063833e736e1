import type { InkBoard, Laser } from "../../lib/mod.ts";
import { INK_SPAN } from "../../lib/wire/ink.ts";
import {
  INK_PALETTE,
  outlineOf,
  pathOf,
  type PictureRect,
  sheetOf,
  type Size,
} from "../../session/screen/mod.ts";

export interface InkLayerProps {
  readonly board: InkBoard;
  readonly picture: Size;
  readonly rect: PictureRect;
}

/** What is drawn on a shared screen, laid over the picture wherever that lies. */
export function InkLayer({ board, picture, rect }: InkLayerProps) {
  const sheet = sheetOf(picture);
  return (
    <svg
      class="ink"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{
        left: `${rect.left}px`,
        top: `${rect.top}px`,
        width: `${rect.width}px`,
        height: `${rect.height}px`,
      }}
    >
      {board.strokes.map((stroke) => (
        <path
          key={stroke.id}
          d={outlineOf(stroke, sheet)}
          fill={INK_PALETTE[stroke.colour]}
          data-testid="ink"
          data-author={stroke.author}
        />
      ))}
      {board.lasers.map((laser) => <LaserTrail key={laser.author} laser={laser} sheet={sheet} />)}
    </svg>
  );
}

function LaserTrail({ laser, sheet }: { laser: Laser; sheet: Size }) {
  const colour = INK_PALETTE[laser.colour];
  const [x, y] = laser.points.at(-1) ?? [0, 0];
  return (
    <g data-testid="laser" data-author={laser.author}>
      <path d={pathOf(laser.points, sheet)} fill={colour} opacity="0.45" />
      <circle
        cx={x / INK_SPAN * sheet.width}
        cy={y / INK_SPAN * sheet.height}
        r="9"
        fill={colour}
        stroke="#fff"
        stroke-width="3"
      />
    </g>
  );
}
