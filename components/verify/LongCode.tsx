import type { LongCodeView } from "../../session/verify/verify.ts";
import { useKeptFocus } from "../ui/kept_focus.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { say } from "../../texts/mod.ts";

export interface LongCodeProps {
  readonly long: LongCodeView;
  readonly name: string;
  readonly onShow: () => void;
}

/** The code for people who compare by text: made only when somebody asks for it. */
export function LongCode({ long, name, onShow }: LongCodeProps) {
  const t = verifyTexts();
  const { ref, pressed } = useKeptFocus<HTMLDivElement>(long.name);
  if (long.name === "none") return null;
  return (
    <div ref={ref} class="long-code">
      {long.name === "offered" && (
        <button
          type="button"
          class="button quiet long-offer"
          data-testid="long-code-show"
          onClick={() => {
            pressed();
            onShow();
          }}
        >
          {t.compareByText}
        </button>
      )}
      {long.name === "computing" && <p class="dim" role="status">{t.makingLong}</p>}
      {long.name === "shown" && (
        <>
          <p class="dim" tabIndex={-1}>
            {say(t.sendDigits, { name })}
          </p>
          <ol
            class="long-groups"
            dir="ltr"
            data-testid="long-code"
            aria-label={say(t.longCodeWith, { name })}
          >
            {long.groups.map((group, place) => <li key={place}>{group}</li>)}
          </ol>
        </>
      )}
    </div>
  );
}
