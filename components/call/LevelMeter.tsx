/** How many bars the meter has. */
const BARS = 5;

/** How loud the own microphone is, as bars. `level` is 0 to 1. */
export function LevelMeter({ level }: { level: number }) {
  const lit = Math.round(level * BARS);
  return (
    <span class="meter" aria-hidden="true">
      {Array.from(
        { length: BARS },
        (_, bar) => <span key={bar} class={bar < lit ? "lit" : undefined} />,
      )}
    </span>
  );
}
