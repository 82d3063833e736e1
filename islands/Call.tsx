import { useMemo } from "preact/hooks";
import { session, startPage } from "../session/mod.ts";
import { CallStage } from "./CallStage.tsx";
import { Chat } from "./Chat.tsx";
import { Controls } from "./Controls.tsx";
import { InvitePanel } from "./InvitePanel.tsx";
import { PreJoin } from "./PreJoin.tsx";
import { VerifyPanel } from "./VerifyPanel.tsx";

/** The room page: what comes before the call, or the call. */
export function Call({ room }: { room: string }) {
  // Before the first drawing, so that what was typed into the server's form is not drawn over.
  useMemo(() => startPage(typedName), []);
  const phase = session.phase.value;
  if (phase.name !== "in-call") return <PreJoin room={room} />;
  return (
    <div class="call on-stage" data-panel={session.panel.value}>
      <CallStage />
      {session.panel.value === "chat" && <Chat />}
      {session.panel.value === "invite" && <InvitePanel />}
      <VerifyPanel />
      <Controls />
    </div>
  );
}

function typedName(): string {
  const field = document.getElementById("name");
  return field instanceof HTMLInputElement ? field.value : "";
}
