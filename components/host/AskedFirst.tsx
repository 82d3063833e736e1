import { Confirm } from "./Confirm.tsx";

interface AskedFirstProps {
  /** What the button does. */
  readonly what: string;
  readonly testid: string;
  readonly question: string;
  readonly yes: string;
  readonly asking: boolean;
  readonly onAsk: () => void;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A button for what can't be taken back: pressed, it asks first. */
export function AskedFirst({ what, testid, asking, onAsk, ...confirm }: AskedFirstProps) {
  if (asking) return <Confirm {...confirm} testid={`${testid}-yes`} />;
  return (
    <button type="button" class="button" data-testid={testid} onClick={onAsk}>
      {what}
    </button>
  );
}
