import { useElementId } from "../ui/element_id.ts";
import { BarButton } from "../ui/BarButton.tsx";
import { HostIcon } from "../ui/icons.tsx";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";

interface HostButtonProps {
  readonly waiting: number;
  readonly expanded: boolean;
  readonly onClick: () => void;
}

/** Opens the host's controls; a badge counts who waits. */
export function HostButton({ waiting, expanded, onClick }: HostButtonProps) {
  const elementId = useElementId();
  const t = callTexts();
  const label = waiting === 0 ? t.hostControls : say(t.hostControlsWaiting, { count: waiting });
  return (
    <BarButton
      class="host-button"
      testid="host"
      label={label}
      aria-expanded={expanded}
      aria-controls={elementId("panel")}
      onClick={onClick}
    >
      <HostIcon />
      {waiting > 0 && <span class="badge">{waiting}</span>}
    </BarButton>
  );
}
