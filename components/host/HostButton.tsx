import { HostIcon } from "../call/icons.tsx";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";

interface HostButtonProps {
  readonly waiting: number;
  readonly expanded: boolean;
  readonly onClick: () => void;
}

/** Opens the host's controls; a badge counts who waits. */
export function HostButton({ waiting, expanded, onClick }: HostButtonProps) {
  const t = callTexts();
  const label = waiting === 0 ? t.hostControls : say(t.hostControlsWaiting, { count: waiting });
  return (
    <button
      type="button"
      class="bar-button host-button"
      data-testid="host"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      aria-controls="panel"
      onClick={onClick}
    >
      <HostIcon />
      {waiting > 0 && <span class="badge">{waiting}</span>}
    </button>
  );
}
