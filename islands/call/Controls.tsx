import { useElementId } from "../../components/ui/element_id.ts";
import {
  CameraIcon,
  CameraOffIcon,
  ChatIcon,
  InviteIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  MoreIcon,
  ScreenIcon,
} from "../../components/ui/icons.tsx";
import { LeaveButton } from "../../components/call/LeaveButton.tsx";
import { RoundButton } from "../../components/ui/RoundButton.tsx";
import { type KeyAction, KEYS } from "../../session/shortcuts.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { callTexts } from "../../texts/call.ts";
import { chatTexts } from "../../texts/chat.ts";
import { stageTexts } from "../../texts/stage.ts";
import { say } from "../../texts/mod.ts";

/** The buttons of a running call. */
export function Controls() {
  const elementId = useElementId();
  const inCall = useInCall();
  const session = useSession();
  const t = callTexts();
  const hotkey = (action: KeyAction) => inCall.keys.on.value ? KEYS[action] : undefined;
  const { microphone, camera } = session.devices;
  const speaking = microphone.wanted.value;
  const seen = camera.wanted.value;
  const sharing = inCall.screen.shown.value !== null;
  const unread = inCall.chat.unread.value + inCall.files.unread.value;
  return (
    <nav class="controls" aria-label={t.controls}>
      <RoundButton
        label={speaking ? t.mute : t.unmute}
        pressed={speaking}
        tone={speaking ? "active" : "off"}
        busy={microphone.state.value.name === "starting"}
        hotkey={hotkey("microphone")}
        testid="mic"
        onClick={() => void microphone.set(!speaking)}
      >
        {speaking ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      </RoundButton>
      <RoundButton
        label={seen ? t.cameraOff : t.cameraOn}
        pressed={seen}
        tone={seen ? "active" : "off"}
        busy={camera.state.value.name === "starting"}
        hotkey={hotkey("camera")}
        testid="camera"
        onClick={() => void camera.set(!seen)}
      >
        {seen ? <CameraIcon /> : <CameraOffIcon />}
      </RoundButton>
      {inCall.screen.possible && (
        <RoundButton
          label={sharing ? t.stopSharing : t.share}
          pressed={sharing}
          tone={sharing ? "active" : "plain"}
          hotkey={hotkey("screen")}
          testid="screen"
          wide
          onClick={() => void inCall.screen.toggle()}
        >
          <ScreenIcon />
        </RoundButton>
      )}
      <RoundButton
        label={unread === 0 ? chatTexts().title : say(chatTexts().unread, { count: unread })}
        expanded={inCall.panel.value === "chat"}
        controls={elementId("panel")}
        badge={unread === 0 ? null : unread > 9 ? "9+" : String(unread)}
        hotkey={hotkey("chat")}
        testid="chat-toggle"
        onClick={() => inCall.togglePanel("chat")}
      >
        <ChatIcon />
      </RoundButton>
      <RoundButton
        label={t.invite}
        expanded={inCall.panel.value === "invite"}
        controls={elementId("panel")}
        testid="invite"
        wide
        onClick={() => inCall.togglePanel("invite")}
      >
        <InviteIcon />
      </RoundButton>
      <RoundButton
        label={stageTexts().more}
        expanded={inCall.panel.value === "more"}
        controls={elementId("panel")}
        testid="more"
        onClick={() => inCall.togglePanel("more")}
      >
        <MoreIcon />
      </RoundButton>
      <LeaveButton onLeave={() => void session.leave()} />
    </nav>
  );
}
