import { AvatarPicker } from "../../components/call/AvatarPicker.tsx";
import { DevicePicker } from "../../components/call/DevicePicker.tsx";
import { DeviceProblems } from "../../components/call/DeviceProblems.tsx";
import { LevelMeter } from "../../components/call/LevelMeter.tsx";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { Switch } from "../../components/ui/Switch.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { settingsTexts } from "../../texts/settings.ts";

const KINDS = ["microphone", "camera", "speaker"] as const;
const TREATMENTS = ["echoCancellation", "noiseSuppression", "autoGainControl"] as const;

/** Devices and their sound, and how one is shown without a camera; all of it kept on this device. */
export function SettingsPanel() {
  const session = useSession();
  const inCall = useInCall();
  const t = settingsTexts();
  const { devices } = session;
  const options = {
    microphone: devices.microphones.value,
    camera: devices.cameras.value,
    speaker: inCall.canChooseSpeaker ? devices.speakers.value : [],
  };
  return (
    <PanelFrame title={t.title} onClose={inCall.closePanel}>
      <div class="panel-body" data-testid="settings">
        <section class="settings-part">
          <h3>{t.devices}</h3>
          <DeviceProblems inputs={[devices.microphone.state.value, devices.camera.state.value]} />
          {KINDS.map((kind) => (
            <DevicePicker
              key={kind}
              label={t[kind]}
              options={options[kind]}
              chosen={devices.chosen.value[kind]}
              testid={`choose-${kind}`}
              onChoose={(id) => void devices.choose(kind, id)}
            />
          ))}
          <Level />
        </section>
        <section class="settings-part">
          <h3>{t.treatment}</h3>
          {TREATMENTS.map((name) => (
            <Switch
              key={name}
              label={t[name].label}
              hint={t[name].hint}
              on={devices.treatment.value[name]}
              testid={name}
              onChange={(on) => void devices.treat({ [name]: on })}
            />
          ))}
        </section>
        <section class="settings-part">
          <h3>{t.avatar}</h3>
          <AvatarPicker name={session.state.value?.self.name ?? ""} onChoose={session.rename} />
          <p class="dim">{t.avatarHint}</p>
        </section>
      </div>
    </PanelFrame>
  );
}

/** A component of its own: it is drawn anew with every sound, and the rest of the panel is not. */
function Level() {
  const session = useSession();
  const t = settingsTexts();
  const on = session.devices.microphone.state.value.name === "on";
  if (!on) return <p class="dim">{t.levelOff}</p>;
  return (
    <div class="level" role="img" aria-label={t.level} data-testid="level">
      <LevelMeter level={session.meter.level.value} />
    </div>
  );
}
