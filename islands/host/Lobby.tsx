import { KnockBar } from "../../components/host/KnockBar.tsx";
import { KnockList } from "../../components/host/KnockList.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { useHosting } from "../../session/page/hosting.ts";

/** Who waits to be let in, and what the host answers: in the host's panel, with everything there is. */
export function Lobby() {
  const hosting = useHosting();
  return (
    <KnockList
      waiting={hosting.view.value?.waiting ?? []}
      onAdmit={(guests) => void hosting.admit(guests)}
      onDeny={(guest) => void hosting.deny(guest)}
    />
  );
}

/** The same over the stage, while the panel is not open: that somebody knocks, and the short answer. */
export function KnockNotice() {
  const inCall = useInCall();
  const hosting = useHosting();
  const shown = inCall.panel.value === "host" ? [] : hosting.view.value?.waiting ?? [];
  return (
    <KnockBar
      waiting={shown}
      onAdmit={(guest) => void hosting.admit([guest])}
      onMore={() => {
        if (inCall.panel.peek() !== "host") inCall.togglePanel("host");
      }}
    />
  );
}
