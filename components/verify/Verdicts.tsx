import type { Verdict } from "../../session/verify.ts";
import { useKeptFocus } from "./kept_focus.ts";

export interface VerdictsProps {
  /** Whom they are about, for those who hear the buttons one by one. */
  readonly about: string;
  readonly verdicts: readonly Verdict[];
  readonly onJudge: (verdict: Verdict) => void;
}

const BUTTON: Readonly<Record<Verdict, { text: string; look: string }>> = {
  match: { text: "They match", look: "button primary" },
  differ: { text: "They differ", look: "button" },
  withdraw: { text: "Take back", look: "button" },
};

/** The buttons that say what a comparison gave. The focus stays here when they change places. */
export function Verdicts({ about, verdicts, onJudge }: VerdictsProps) {
  const { ref, pressed } = useKeptFocus<HTMLDivElement>(verdicts.join());
  return (
    <div ref={ref} class="verdicts" role="group" aria-label={about}>
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          class={BUTTON[verdict].look}
          data-testid={verdict}
          onClick={() => {
            pressed();
            onJudge(verdict);
          }}
        >
          {BUTTON[verdict].text}
        </button>
      ))}
    </div>
  );
}
