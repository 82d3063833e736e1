import type { InputState } from "../../session/mod.ts";
import { Avatar } from "../call/Avatar.tsx";
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from "../ui/icons.tsx";
import { LevelMeter } from "../call/LevelMeter.tsx";
import { RoundButton } from "../ui/RoundButton.tsx";
import { TrackVideo } from "../call/TrackVideo.tsx";
import { callTexts } from "../../texts/call.ts";
import { prejoinTexts } from "../../texts/prejoin.ts";

export interface PreviewProps {
  readonly initials: string;
  readonly camera: InputState;
  readonly microphone: InputState;
  readonly cameraWanted: boolean;
  readonly microphoneWanted: boolean;
  readonly track: MediaStreamTrack | null;
  readonly level: number;
  readonly disabled: boolean;
  readonly onCamera: () => void;
  readonly onMicrophone: () => void;
}

/** How the others will see one, with microphone and camera to try; both are off at first. */
export function Preview(props: PreviewProps) {
  const t = prejoinTexts();
  return (
    <div class="preview on-stage" data-camera={props.track === null ? "off" : "on"}>
      <div class="preview-idle">
        <Avatar initials={props.initials} hue={3} />
        <p>{idleText(props.camera)}</p>
      </div>
      <TrackVideo track={props.track} mirrored label={t.yourCamera} />
      <div class="preview-controls" role="group" aria-label={t.both}>
        <RoundButton
          label={props.microphoneWanted ? t.microphoneOff : t.microphoneOn}
          pressed={props.microphoneWanted}
          tone={props.microphoneWanted ? "active" : "off"}
          busy={props.microphone.name === "starting"}
          disabled={props.disabled}
          testid="mic"
          onClick={props.onMicrophone}
          under={props.microphone.name === "on" && <LevelMeter level={props.level} />}
        >
          {props.microphoneWanted ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        </RoundButton>
        <RoundButton
          label={props.cameraWanted ? callTexts().cameraOff : callTexts().cameraOn}
          pressed={props.cameraWanted}
          tone={props.cameraWanted ? "active" : "off"}
          busy={props.camera.name === "starting"}
          disabled={props.disabled}
          testid="camera"
          onClick={props.onCamera}
        >
          {props.cameraWanted ? <CameraIcon /> : <CameraOffIcon />}
        </RoundButton>
      </div>
    </div>
  );
}

function idleText(camera: InputState): string {
  switch (camera.name) {
    case "starting":
      return prejoinTexts().mayAsk;
    case "on":
    case "stopping":
      return "";
    default:
      return prejoinTexts().cameraIsOff;
  }
}
