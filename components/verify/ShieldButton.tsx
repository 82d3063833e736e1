import { useElementId } from "../ui/element_id.ts";
import type { ShieldView } from "../../session/verify/shield.ts";
import { ShieldIcon } from "./ShieldIcon.tsx";
import { callTexts } from "../../texts/call.ts";

export interface ShieldButtonProps {
  readonly shield: ShieldView;
  /** Whether the verify panel is open. */
  readonly open: boolean;
  readonly onClick: () => void;
}

/** The worst of what is known of everybody here, and the way to the panel that compares. */
export function ShieldButton({ shield, open, onClick }: ShieldButtonProps) {
  const elementId = useElementId();
  return (
    <button
      type="button"
      class="shield"
      data-testid="shield"
      data-trust={shield.trust}
      data-tone={shield.tone}
      aria-expanded={open}
      aria-controls={elementId("panel")}
      onClick={onClick}
    >
      <ShieldIcon name={shield.trust} />
      <span class="shield-label">
        <span class="visually-hidden">{callTexts().compareCodes}:</span> {shield.label}
      </span>
    </button>
  );
}
