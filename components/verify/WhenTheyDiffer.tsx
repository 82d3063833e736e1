import { useEffect, useRef } from "preact/hooks";
import { verifyTexts } from "../../texts/verify.ts";
import { say } from "../../texts/mod.ts";

export interface WhenTheyDifferProps {
  readonly name: string;
  readonly onLeave: () => void;
  readonly onNewRoom: () => void;
}

/** What to do when codes differ. */
export function WhenTheyDiffer({ name, onLeave, onNewRoom }: WhenTheyDifferProps) {
  const t = verifyTexts();
  const ref = useRef<HTMLDivElement>(null);
  // It stands where the question stood, and is what comes next.
  useEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div
      ref={ref}
      class="when-differ"
      data-testid="when-they-differ"
    >
      <p>
        {say(t.whenDiffer, { name })}
      </p>
      <div class="verdicts">
        <button type="button" class="button danger" data-testid="verify-leave" onClick={onLeave}>
          {t.leave}
        </button>
        <button type="button" class="button" data-testid="new-room-link" onClick={onNewRoom}>
          {t.newRoomLink}
        </button>
      </div>
    </div>
  );
}
