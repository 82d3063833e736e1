import { UnlockForm } from "../../components/host/UnlockForm.tsx";
import { useHosting } from "../../session/page/hosting.ts";
import { hostTexts } from "../../texts/host.ts";

/** Where somebody who is not in the room yet shows that they are its host. */
export function HostSignIn() {
  const hosting = useHosting();
  if (!hosting.atTheDoor.value) return null;
  return (
    <details class="host-door">
      <summary data-testid="host-door">{hostTexts().atTheDoor}</summary>
      <UnlockForm
        unlocking={hosting.unlocking.value}
        onUnlock={(password) => void hosting.unlock(password)}
      />
    </details>
  );
}
