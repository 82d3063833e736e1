import type { LongCodeView } from "../../session/verify.ts";
import { useKeptFocus } from "./kept_focus.ts";

export interface LongCodeProps {
  readonly long: LongCodeView;
  readonly name: string;
  readonly onShow: () => void;
}

/** The code for people who compare by text: made only when somebody asks for it. */
export function LongCode({ long, name, onShow }: LongCodeProps) {
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
          Compare by text instead
        </button>
      )}
      {long.name === "computing" && <p class="dim" role="status">Making the long code…</p>}
      {long.name === "shown" && (
        <>
          <p class="dim" tabIndex={-1}>
            Send these 60 digits to {name}{" "}
            by another way, such as a messenger that you trust, and not in this call's chat. {name}
            {" "}
            must see the same.
          </p>
          <ol class="long-groups" data-testid="long-code" aria-label={`Long code with ${name}`}>
            {long.groups.map((group, place) => <li key={place}>{group}</li>)}
          </ol>
        </>
      )}
    </div>
  );
}
