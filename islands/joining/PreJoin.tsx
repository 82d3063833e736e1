import { useElementId } from "../../components/ui/element_id.ts";
import { useEffect, useRef } from "preact/hooks";
import { DevicePicker } from "../../components/call/DevicePicker.tsx";
import { DeviceProblems } from "../../components/call/DeviceProblems.tsx";
import { HideAddress } from "../../components/joining/HideAddress.tsx";
import { JoinForm } from "../../components/joining/JoinForm.tsx";
import { Preview } from "../../components/joining/Preview.tsx";
import { Problem } from "../../components/ui/Problem.tsx";
import { SealNote } from "../../components/joining/SealNote.tsx";
import { HostDoor } from "./HostDoor.tsx";
import { initials, useSession } from "../../session/mod.ts";
import { prejoinTexts } from "../../texts/prejoin.ts";

/** What one sees before the call: oneself, a name to choose, and what joining means. */
export function PreJoin({ room }: { room: string }) {
  const elementId = useElementId();
  const session = useSession();
  const t = prejoinTexts();
  const phase = session.phase.value;
  const { microphone, camera } = session.devices;
  const heading = useRef<HTMLHeadingElement>(null);
  // After a call the button that was pressed is gone: reading goes on at the top.
  useEffect(() => {
    if (phase.name === "left") heading.current?.focus();
  }, []);
  const problem = phase.name === "failed" ? phase.problem : null;
  if (problem !== null && !problem.retry) {
    return (
      <section class="prejoin-stop card">
        <h1>{problem.title}</h1>
        <p>{problem.text}</p>
        <a class="button primary" href="/">{t.toHome}</a>
      </section>
    );
  }
  return (
    <section class="prejoin" data-phase={phase.name} aria-labelledby={elementId("room-name")}>
      <header class="prejoin-head">
        <p class="eyebrow">{phase.name === "left" ? t.left : t.about}</p>
        <h1 id={elementId("room-name")} ref={heading} tabIndex={-1}>{room}</h1>
      </header>
      <div class="prejoin-self">
        <Preview
          initials={session.name.value.trim() === "" ? "" : initials(session.name.value)}
          camera={camera.state.value}
          microphone={microphone.state.value}
          cameraWanted={camera.wanted.value}
          microphoneWanted={microphone.wanted.value}
          track={camera.track.value}
          level={session.meter.level.value}
          disabled={phase.name === "arriving"}
          onCamera={() => void camera.set(!camera.wanted.value)}
          onMicrophone={() => void microphone.set(!microphone.wanted.value)}
        />
        <DeviceProblems inputs={[microphone.state.value, camera.state.value]} />
      </div>
      <div class="prejoin-side">
        {problem !== null && <Problem problem={problem} />}
        <JoinForm
          name={session.name.value}
          missing={session.nameMissing.value}
          phase={phase}
          note={session.note.value}
          onNote={session.setNote}
          onName={session.setName}
          onJoin={() => void session.join()}
          onCancel={session.cancelJoin}
        />
        <HostDoor />
        <HideAddress
          on={session.address.hidden.value}
          impossible={session.address.impossible.value}
          disabled={phase.name === "arriving" || phase.name === "joining"}
          onChange={(on) => void session.address.set(on)}
        />
        <SealNote seal={session.seal.value} />
      </div>
      <div class="prejoin-devices">
        <DevicePicker
          label={t.microphone}
          options={session.devices.microphones.value}
          chosen={session.devices.chosen.value.microphone}
          onChoose={(id) => void session.devices.choose("microphone", id)}
        />
        <DevicePicker
          label={t.camera}
          options={session.devices.cameras.value}
          chosen={session.devices.chosen.value.camera}
          onChoose={(id) => void session.devices.choose("camera", id)}
        />
      </div>
    </section>
  );
}
