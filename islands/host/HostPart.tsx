import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Part } from "../../components/ui/Guard.tsx";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { fetchSheet } from "../../components/ui/stylesheet.ts";
import { styles } from "../../components/ui/stylesheets.ts";
import type { PeerId } from "../../lib/mod.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { callTexts } from "../../texts/call.ts";

interface Views {
  readonly HostPanel: ComponentType;
  readonly KnockNotice: ComponentType;
  readonly HostActions: ComponentType<{ peer: PeerId }>;
}

/** A host's views, once they are fetched. */
const views = signal<Views | null>(null);

async function fetchViews(): Promise<void> {
  const [{ HostPanel }, { KnockNotice }, { HostActions }] = await Promise.all([
    import("./HostPanel.tsx"),
    import("./Lobby.tsx"),
    import("./HostActions.tsx"),
    fetchSheet(styles.host),
  ]);
  views.value = { HostPanel, KnockNotice, HostActions };
}

/** What a host sees of a call; nothing where the room has none. Fetched by those who need it. */
export function HostPart() {
  const session = useSession();
  const inCall = useInCall();
  const governance = session.state.value?.governance;
  const panelOpen = inCall.panel.value === "host";
  const wanted = governance !== undefined && governance.host !== "none" &&
    (governance.open || panelOpen);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted || views.value !== null) return;
    // TypeError alone: the server can't be reached. The panel says so; opening it tries again.
    fetchViews().catch(() => setFailed(true));
  }, [wanted, panelOpen]);
  if (!wanted) return null;
  if (views.value === null) return panelOpen ? <Missing failed={failed} /> : null;
  const { KnockNotice, HostPanel } = views.value;
  return (
    <>
      {governance.open && (
        <Part class="over-stage">
          <KnockNotice />
        </Part>
      )}
      {panelOpen && <HostPanel />}
    </>
  );
}

/** What a host can do about one person; nothing for anybody else. */
export function HostPartOf({ peer }: { peer: PeerId }) {
  const session = useSession();
  if (!session.state.value?.governance.open || views.value === null) return null;
  const { HostActions } = views.value;
  return <HostActions peer={peer} />;
}

function Missing({ failed }: { failed: boolean }) {
  const inCall = useInCall();
  const t = callTexts();
  return (
    <PanelFrame title={t.host} onClose={inCall.closePanel}>
      <p class="panel-moment" role="status">{failed ? t.hostNotFetched : t.moment}</p>
    </PanelFrame>
  );
}
