import { useElementId } from "../../components/ui/element_id.ts";
import { useState } from "preact/hooks";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { Part } from "../../components/ui/Guard.tsx";
import { AskedFirst } from "../../components/host/AskedFirst.tsx";
import { ExplainedSwitch } from "../../components/host/ExplainedSwitch.tsx";
import { UnlockForm } from "../../components/host/UnlockForm.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { useHosting } from "../../session/page/hosting.ts";
import { hostTexts } from "../../texts/host.ts";
import { Lobby } from "./Lobby.tsx";

/** What the host of a room decides; for somebody else, how to become the host. */
export function HostPanel() {
  const hosting = useHosting();
  const inCall = useInCall();
  const view = hosting.view.value;
  if (view === null) return null;
  const t = hostTexts();
  return (
    <PanelFrame title={t.title} onClose={inCall.closePanel}>
      <div class="host-panel" data-testid="host-panel">
        {view.open ? <Decisions /> : (
          <UnlockForm
            unlocking={hosting.unlocking.value}
            onUnlock={(password) => void hosting.unlock(password)}
          />
        )}
      </div>
    </PanelFrame>
  );
}

function Decisions() {
  const elementId = useElementId();
  const hosting = useHosting();
  const inCall = useInCall();
  const t = hostTexts();
  const view = hosting.view.value;
  if (view === null) return null;
  return (
    <>
      {(view.lobby || view.waiting.length > 0) && (
        <Part>
          <Lobby />
        </Part>
      )}
      <section aria-labelledby={elementId("door-title")}>
        <h3 id={elementId("door-title")}>{t.door}</h3>
        <ExplainedSwitch
          label={t.lobby}
          hint={t.lobbyHint}
          on={view.lobby}
          testid="lobby"
          onChange={(on) => void hosting.setLobby(on)}
        />
        <ExplainedSwitch
          label={t.lock}
          hint={t.lockHint}
          on={view.locked}
          testid="lock"
          onChange={(on) => void hosting.setLocked(on)}
        />
      </section>
      <section aria-labelledby={elementId("governed-title")}>
        <h3 id={elementId("governed-title")}>{t.people}</h3>
        <p class="dim">{t.peopleHint}</p>
        <button
          type="button"
          class="button"
          data-testid="to-people"
          onClick={() => inCall.togglePanel("people")}
        >
          {t.toPeople}
        </button>
      </section>
      <Part>
        <RoomDecisions />
      </Part>
    </>
  );
}

function RoomDecisions() {
  const elementId = useElementId();
  const inCall = useInCall();
  const hosting = useHosting();
  const [asked, setAsked] = useState<"nothing" | "link" | "chat">("nothing");
  const t = hostTexts();
  const { invite } = inCall;
  const waiting = hosting.view.value?.waiting.length ?? 0;
  const copied = invite.copied.value;
  const done = (work: () => Promise<void>) => () => {
    setAsked("nothing");
    void work();
  };
  const no = () => setAsked("nothing");
  return (
    <section class="room-decisions" aria-labelledby={elementId("decisions-title")}>
      <h3 id={elementId("decisions-title")}>{t.room}</h3>
      {hosting.newLink.value && (
        <div class="field" role="status">
          <label for={elementId("new-link")}>{t.newLinkDone}</label>
          <input
            id={elementId("new-link")}
            data-testid="new-link"
            readOnly
            value={invite.link.value}
            onFocus={(event) => event.currentTarget.select()}
          />
          <button type="button" class="button primary" onClick={() => void invite.copy()}>
            <span aria-live="polite">{t.copy[copied]}</span>
          </button>
        </div>
      )}
      <AskedFirst
        what={t.newLink}
        testid="rekey"
        question={waiting > 0 ? t.newLinkAskWaiting : t.newLinkAsk}
        yes={t.newLink}
        asking={asked === "link"}
        onAsk={() => setAsked("link")}
        onYes={done(hosting.rekey)}
        onNo={no}
      />
      <AskedFirst
        what={t.clearChat}
        testid="clear-chat"
        question={t.clearChatAsk}
        yes={t.clear}
        asking={asked === "chat"}
        onAsk={() => setAsked("chat")}
        onYes={done(hosting.resetChat)}
        onNo={no}
      />
    </section>
  );
}
