import type { Quality } from "../../session/people/people.ts";
import { Icon } from "../ui/icons.tsx";

/** How many of three bars are full. */
const FULL: Readonly<Record<Quality, number>> = { good: 3, fair: 2, poor: 1, none: 0, unknown: 0 };

/** A connection's quality as bars: their number tells it, not their colour alone. */
export function QualityBars({ quality }: { quality: Quality }) {
  return (
    <Icon class={`bars ${quality}`}>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={4.5 + bar * 6}
          y={14 - bar * 4.5}
          width="3"
          height={6 + bar * 4.5}
          rx="1"
          fill={bar < FULL[quality] ? "currentColor" : "none"}
        />
      ))}
      {quality === "none" && <path d="M4 4l16 16" />}
    </Icon>
  );
}
