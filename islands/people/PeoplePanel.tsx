import { useEffect } from "preact/hooks";
import { Part } from "../../components/ui/Guard.tsx";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { PersonRow } from "../../components/people/PersonRow.tsx";
import { HostPartOf } from "../host/HostPart.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { usePeople } from "../../session/page/people.ts";
import { failedTexts } from "../../texts/failed.ts";
import { peopleTexts } from "../../texts/people.ts";

/** Everybody in the call. */
export function PeoplePanel() {
  const people = usePeople();
  const inCall = useInCall();
  const t = peopleTexts();
  useEffect(() => people.watch(), []);
  return (
    <PanelFrame title={t.title} onClose={inCall.closePanel}>
      <div class="people-panel">
        <ul class="people-list" aria-label={t.title}>
          {people.rows.value.map((person) => (
            <Part key={person.peer} of={person} as="li" class="person" words={failedTexts().person}>
              <PersonRow
                person={person}
                canTurn={inCall.canTurnVolume}
                onMute={(muted) =>
                  people.setHearing(person.name, { muted })}
                onVolume={(volume) =>
                  people.setHearing(person.name, { volume })}
                onNumbers={() =>
                  people.toggleNumbers(person.peer)}
                onShield={() =>
                  inCall.togglePanel("verify")}
              >
                {!person.self && (
                  <Part>
                    <HostPartOf peer={person.peer} />
                  </Part>
                )}
              </PersonRow>
            </Part>
          ))}
        </ul>
        {people.rows.value.length > 1 && <p class="dim">{t.volumeHere}</p>}
      </div>
    </PanelFrame>
  );
}
