import type { LongCodeView } from "../../session/verify.ts";

export interface LongCodeProps {
  readonly long: LongCodeView;
  readonly name: string;
  readonly onShow: () => void;
}

/** The code for people who compare by text: made only when somebody asks for it. */
export function LongCode({ long, name, onShow }: LongCodeProps) {
  switch (long.name) {
    case "none":
      return null;
    case "offered":
      return (
        <button
          type="button"
          class="button quiet long-offer"
          data-testid="long-code-show"
          onClick={onShow}
        >
          Compare by text instead
        </button>
      );
    case "computing":
      return <p class="dim" role="status">Making the long code…</p>;
    case "shown":
      return (
        <div class="long-code" data-testid="long-code">
          <p class="dim">
            Send this to {name}{" "}
            by another way, such as a messenger that you trust, not in this call's chat. {name}{" "}
            must see the same 60 digits.
          </p>
          <ol class="long-groups" aria-label={`Long code with ${name}`}>
            {long.groups.map((group, place) => <li key={place}>{group}</li>)}
          </ol>
        </div>
      );
  }
}
