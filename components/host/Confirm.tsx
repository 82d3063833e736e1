import type { ComponentChildren } from "preact";
import { hostTexts } from "../../texts/host.ts";

interface ConfirmProps {
  readonly question: string;
  readonly yes: string;
  readonly testid: string;
  readonly children?: ComponentChildren;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A question that stands where its button stood, before what can't be taken back. */
export function Confirm({ question, yes, testid, children, onYes, onNo }: ConfirmProps) {
  return (
    <div class="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      {children}
      <div class="knock-row">
        <button
          type="button"
          class="button danger"
          data-testid={testid}
          ref={focused}
          onClick={onYes}
        >
          {yes}
        </button>
        <button type="button" class="button" onClick={onNo}>{hostTexts().cancel}</button>
      </div>
    </div>
  );
}

/** The button that was pressed is gone: the focus goes to the one that took its place. */
function focused(button: HTMLButtonElement | null): void {
  button?.focus();
}
