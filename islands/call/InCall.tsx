import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useEmbedded } from "../../components/ui/element_id.ts";
import { Failed, Guard, Part } from "../../components/ui/Guard.tsx";
import { LeaveButton } from "../../components/call/LeaveButton.tsx";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { callTexts } from "../../texts/call.ts";
import { chatTexts } from "../../texts/chat.ts";
import { inviteTexts } from "../../texts/invite.ts";
import { keysTexts } from "../../texts/keys.ts";
import { peopleTexts } from "../../texts/people.ts";
import { settingsTexts } from "../../texts/settings.ts";
import { stageTexts } from "../../texts/stage.ts";
import { Stage } from "./Stage.tsx";
import { ChatPanel } from "../chat/ChatPanel.tsx";
import { Controls } from "./Controls.tsx";
import { HostPart } from "../host/HostPart.tsx";
import { InvitePanel } from "./InvitePanel.tsx";
import { ShortcutsPanel } from "./ShortcutsPanel.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import { PeoplePanel } from "../people/PeoplePanel.tsx";
import { PipWindow } from "./PipWindow.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { VerifyPanel } from "../verify/VerifyPanel.tsx";

/** A running call: its people, one panel at a time, and the buttons. Each of them can fail alone. */
export function InCall() {
  const inCall = useInCall();
  const panel = inCall.panel.value;
  const root = useRef<HTMLDivElement>(null);
  const embedded = useEmbedded();
  // A call in a part of a page hears the keys that are pressed in it, and no others.
  useEffect(() => inCall.keys.watch(embedded && root.current || globalThis), []);
  const { compareCodes, host } = callTexts();
  return (
    <div ref={root} class="call on-stage" data-panel={panel}>
      <Part class="stage">
        <Stage />
      </Part>
      <Panel name="chat" title={chatTexts().title}>
        <ChatPanel />
      </Panel>
      <Panel name="people" title={peopleTexts().title}>
        {panel === "people" && <PeoplePanel />}
      </Panel>
      <Panel name="invite" title={inviteTexts().title}>
        {panel === "invite" && <InvitePanel />}
      </Panel>
      <Panel name="verify" title={compareCodes}>
        <VerifyPanel />
      </Panel>
      <Panel name="host" title={host}>
        <HostPart />
      </Panel>
      <Guard of={inCall.pip.state.value} instead={() => null}>
        <PipWindow />
      </Guard>
      <Panel name="settings" title={settingsTexts().title}>
        {panel === "settings" && <SettingsPanel />}
      </Panel>
      <Panel name="keys" title={keysTexts().title}>
        {panel === "keys" && <ShortcutsPanel />}
      </Panel>
      <Guard instead={(again) => <FailedControls again={again} />}>
        <Controls />
      </Guard>
      <Panel name="more" title={stageTexts().more}>
        {panel === "more" && <MoreMenu />}
      </Panel>
    </div>
  );
}

interface PanelProps {
  readonly name: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A panel that failed as a whole says so in a frame of its own, which closes; opened again, it is tried. */
function Panel({ name, title, children }: PanelProps) {
  const inCall = useInCall();
  const panel = inCall.panel.value;
  return (
    <Guard
      of={panel}
      instead={(again) =>
        panel === name && (
          <PanelFrame title={title} onClose={inCall.closePanel}>
            <Failed again={again} />
          </PanelFrame>
        )}
    >
      {children}
    </Guard>
  );
}

/** What is left of the buttons when they fail: the way out. */
function FailedControls({ again }: { again: (event: Event) => void }) {
  const session = useSession();
  return (
    <nav class="controls" aria-label={callTexts().controls}>
      <Failed again={again} />
      <LeaveButton onLeave={() => void session.leave()} />
    </nav>
  );
}
