import type { SafetyCode } from "../../lib/trust/mod.ts";
import { emojiTexts } from "../../texts/emoji.ts";
import { verifyTexts } from "../../texts/verify.ts";

export interface CodeViewProps {
  readonly code: SafetyCode;
  /** What a screen reader calls the list, such as "Code with Ben". */
  readonly label: string;
  readonly testid: string;
}

/** A safety code: seven emoji over their names, in the order of reading, and the same as digits. */
export function CodeView({ code, label, testid }: CodeViewProps) {
  const names = emojiTexts();
  return (
    <div class="code" data-testid={testid}>
      <ol class="code-emoji" aria-label={label}>
        {code.emoji.map((which, place) => (
          <li key={place}>
            <span class="code-symbol" aria-hidden="true">{code.symbols[place]}</span>
            <span class="code-name">{names[which]}</span>
          </li>
        ))}
      </ol>
      <p class="code-digits">
        <span class="visually-hidden">{verifyTexts().inDigits}</span>{" "}
        <bdi dir="ltr">{code.digits}</bdi>
      </p>
    </div>
  );
}
