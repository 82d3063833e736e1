import { useEffect, useState } from "preact/hooks";
import type { Verdict } from "../../session/verify/verify.ts";
import { useKeptFocus } from "../ui/kept_focus.ts";
import { verifyTexts } from "../../texts/verify.ts";

export interface VerdictsProps {
  /** Whom they are about, for those who hear the buttons one by one. */
  readonly about: string;
  /** The certificate that the codes on the screen stand for: a question about another one is over. */
  readonly of: string | null;
  readonly verdicts: readonly Verdict[];
  readonly onJudge: (verdict: Verdict) => void;
}

const LOOK: Readonly<Record<Verdict, string>> = {
  match: "button primary",
  differ: "button",
  withdraw: "button",
};

/**
 * The buttons that say what a comparison gave. That the codes differ is asked once more, since it
 * silences the call towards that person. The focus stays here when the buttons change places.
 */
export function Verdicts({ about, of, verdicts, onJudge }: VerdictsProps) {
  const [asked, setAsked] = useState<string | null>(null);
  /** Where the focus belongs among the buttons: on those that a press too many does little harm to. */
  const [first, setFirst] = useState<Verdict>("withdraw");
  const asking = asked !== null && asked === of && verdicts.includes("differ");
  const { ref, pressed } = useKeptFocus<HTMLDivElement>(asking ? "asking" : verdicts.join());
  const turn = (question: boolean, focus: Verdict) => {
    pressed();
    setAsked(question ? of : null);
    setFirst(focus);
  };
  const judge = (verdict: Verdict) => {
    turn(false, "withdraw");
    onJudge(verdict);
  };
  // The question stays until what was said is drawn, so that the focus goes on to what then stands here.
  const confirm = () => {
    turn(true, "withdraw");
    onJudge("differ");
  };
  useEffect(() => {
    if (!verdicts.includes("differ")) setAsked(null);
  }, [verdicts.join()]);
  return (
    <div
      ref={ref}
      role="group"
      aria-label={about}
      // A key that is held down presses whatever takes the place of what was pressed.
      onKeyDown={(event) => event.repeat && event.key !== "Tab" && event.preventDefault()}
    >
      {asking
        ? <Question onYes={confirm} onNo={() => turn(false, "differ")} />
        : (
          <div class="verdicts">
            {verdicts.map((verdict) => (
              <button
                key={verdict}
                type="button"
                class={LOOK[verdict]}
                data-testid={verdict}
                data-focus={verdict === first ? "" : undefined}
                onClick={() => verdict === "differ" ? turn(true, "differ") : judge(verdict)}
              >
                {verifyTexts()[verdict]}
              </button>
            ))}
          </div>
        )}
    </div>
  );
}

/** Before everything to somebody stops: did they really compare? Escape takes it back. */
function Question({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const t = verifyTexts().askDiffer;
  return (
    <div
      class="verdict-question"
      role="group"
      aria-label={t.question}
      data-testid="differ-question"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The panel around it stays open.
        event.stopPropagation();
        onNo();
      }}
    >
      <p>{t.question}</p>
      <div class="verdicts">
        <button type="button" class="button danger" data-testid="differ-yes" onClick={onYes}>
          {t.yes}
        </button>
        <button
          type="button"
          class="button"
          data-testid="differ-again"
          data-focus=""
          onClick={onNo}
        >
          {t.again}
        </button>
      </div>
    </div>
  );
}
