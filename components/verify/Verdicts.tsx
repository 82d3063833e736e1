import type { Verdict } from "../../session/verify.ts";
import { useKeptFocus } from "./kept_focus.ts";
import { verifyTexts } from "../../texts/verify.ts";

export interface VerdictsProps {
  /** Whom they are about, for those who hear the buttons one by one. */
  readonly about: string;
  readonly verdicts: readonly Verdict[];
  readonly onJudge: (verdict: Verdict) => void;
}

const LOOK: Readonly<Record<Verdict, string>> = {
  match: "button primary",
  differ: "button",
  withdraw: "button",
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
          class={LOOK[verdict]}
          data-testid={verdict}
          onClick={() => {
            pressed();
            onJudge(verdict);
          }}
        >
          {verifyTexts()[verdict]}
        </button>
      ))}
    </div>
  );
}
