import {
  CameraIcon,
  CameraOffIcon,
  ChatIcon,
  InviteIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  MoreIcon,
  ScreenIcon,
} from "../components/call/icons.tsx";
import { RoundButton } from "../components/call/RoundButton.tsx";
import { type KeyAction, KEYS } from "../session/keys.ts";
import { session } from "../session/mod.ts";
import { callTexts } from "../texts/call.ts";
import { chatTexts } from "../texts/chat.ts";
import { stageTexts } from "../texts/stage.ts";
import { say } from "../texts/mod.ts";

/** The buttons of a running call. */
export function Controls() {
  const t = callTexts();
  const hotkey = (action: KeyAction) => session.keys.on.value ? KEYS[action] : undefined;
  const { microphone, camera } = session.devices;
  const speaking = microphone.wanted.value;
  const seen = camera.wanted.value;
  const sharing = session.screen.shown.value !== null;
  const unread = session.chat.unread.value + session.files.unread.value;
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
      {session.screen.possible && (
        <RoundButton
          label={sharing ? t.stopSharing : t.share}
          pressed={sharing}
          tone={sharing ? "active" : "plain"}
          hotkey={hotkey("screen")}
          testid="screen"
          wide
          onClick={() => void session.screen.toggle()}
        >
          <ScreenIcon />
        </RoundButton>
      )}
      <RoundButton
        label={unread === 0 ? chatTexts().title : say(chatTexts().unread, { count: unread })}
        expanded={session.panel.value === "chat"}
        controls="panel"
        badge={unread === 0 ? null : unread > 9 ? "9+" : String(unread)}
        hotkey={hotkey("chat")}
        testid="chat-toggle"
        onClick={() => session.togglePanel("chat")}
      >
        <ChatIcon />
      </RoundButton>
      <RoundButton
        label={t.invite}
        expanded={session.panel.value === "invite"}
        controls="panel"
        testid="invite"
        wide
        onClick={() => session.togglePanel("invite")}
      >
        <InviteIcon />
      </RoundButton>
      <RoundButton
        label={stageTexts().more}
        expanded={session.panel.value === "more"}
        controls="panel"
        testid="more"
        onClick={() => session.togglePanel("more")}
      >
        <MoreIcon />
      </RoundButton>
      <RoundButton
        label={t.leave}
        tone="leave"
        testid="leave"
        onClick={() => void session.leave()}
      >
        <LeaveIcon />
      </RoundButton>
    </nav>
  );
}
