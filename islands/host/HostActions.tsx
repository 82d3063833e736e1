import { useState } from "preact/hooks";
import { PersonActions } from "../../components/host/PersonActions.tsx";
import type { PeerId } from "../../lib/mod.ts";
import { LABEL_MAX } from "../../lib/wire/policy.ts";
import { useHosting } from "../../session/page/hosting.ts";
import { hostTexts } from "../../texts/host.ts";
import { say } from "../../texts/mod.ts";

/** What a host can do about one person, folded away below them. */
export function HostActions({ peer }: { peer: PeerId }) {
  const hosting = useHosting();
  const [removing, setRemoving] = useState(false);
  const [rekey, setRekey] = useState(true);
  const person = hosting.view.value?.people.find(({ id }) => id === peer);
  if (person === undefined) return null;
  const t = hostTexts();
  return (
    <details class="host-actions" data-testid="host-actions">
      <summary aria-label={say(t.actionsFor, { name: person.name })}>{t.actions}</summary>
      <PersonActions
        person={person}
        roleMax={LABEL_MAX}
        removing={removing}
        rekey={rekey}
        onMute={() => void hosting.mute(peer)}
        onLabel={(label) => void hosting.label(peer, label)}
        onAskRemove={setRemoving}
        onRekey={setRekey}
        onRemove={() => void hosting.remove(peer, rekey)}
      />
    </details>
  );
}
