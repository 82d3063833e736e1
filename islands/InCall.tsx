import { useEffect } from "preact/hooks";
import { inCall } from "../session/in_call_page.ts";
import { CallStage } from "./CallStage.tsx";
import { Chat } from "./Chat.tsx";
import { Controls } from "./Controls.tsx";
import { HostPart } from "./HostPart.tsx";
import { InvitePanel } from "./InvitePanel.tsx";
import { KeysPanel } from "./KeysPanel.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import { People } from "./People.tsx";
import { PipWindow } from "./PipWindow.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { VerifyPanel } from "./VerifyPanel.tsx";

/** A running call: its people, one panel at a time, and the buttons. */
export function InCall() {
  const panel = inCall.panel.value;
  useEffect(() => inCall.keys.watch(globalThis), []);
  return (
    <div class="call on-stage" data-panel={panel}>
      <CallStage />
      <Chat />
      {panel === "people" && <People />}
      {panel === "invite" && <InvitePanel />}
      <VerifyPanel />
      <HostPart />
      <PipWindow />
      {panel === "settings" && <SettingsPanel />}
      {panel === "keys" && <KeysPanel />}
      <Controls />
      {panel === "more" && <MoreMenu />}
    </div>
  );
}
