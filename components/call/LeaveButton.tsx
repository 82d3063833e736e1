import { callTexts } from "../../texts/call.ts";
import { LeaveIcon } from "../ui/icons.tsx";
import { RoundButton } from "../ui/RoundButton.tsx";

/** The way out of the call. */
export function LeaveButton({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <RoundButton label={callTexts().leave} tone="leave" testid="leave" onClick={onLeave}>
      <LeaveIcon />
    </RoundButton>
  );
}
