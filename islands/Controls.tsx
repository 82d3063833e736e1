import {
  CameraIcon,
  CameraOffIcon,
  ChatIcon,
  InviteIcon,
  LeaveIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  ScreenIcon,
} from "../components/call/icons.tsx";
import { RoundButton } from "../components/call/RoundButton.tsx";
import { session } from "../session/mod.ts";

/** The buttons of a running call. */
export function Controls() {
  const { microphone, camera } = session.devices;
  const speaking = microphone.wanted.value;
  const seen = camera.wanted.value;
  const sharing = session.screen.shown.value !== null;
  const unread = session.chat.unread.value;
  return (
    <nav class="controls" aria-label="Call controls">
      <RoundButton
        label={speaking ? "Mute" : "Unmute"}
        pressed={speaking}
        tone={speaking ? "active" : "off"}
        busy={microphone.state.value.name === "starting"}
        testid="mic"
        onClick={() => void microphone.set(!speaking)}
      >
        {speaking ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      </RoundButton>
      <RoundButton
        label={seen ? "Turn the camera off" : "Turn the camera on"}
        pressed={seen}
        tone={seen ? "active" : "off"}
        busy={camera.state.value.name === "starting"}
        testid="camera"
        onClick={() => void camera.set(!seen)}
      >
        {seen ? <CameraIcon /> : <CameraOffIcon />}
      </RoundButton>
      {session.screen.possible && (
        <RoundButton
          label={sharing ? "Stop sharing your screen" : "Share your screen"}
          pressed={sharing}
          tone={sharing ? "active" : "plain"}
          testid="screen"
          onClick={() => void session.screen.toggle()}
        >
          <ScreenIcon />
        </RoundButton>
      )}
      <RoundButton
        label={unread === 0 ? "Chat" : `Chat, ${unread} unread`}
        expanded={session.panel.value === "chat"}
        controls="panel"
        badge={unread === 0 ? null : unread > 9 ? "9+" : String(unread)}
        testid="chat-toggle"
        onClick={() => session.togglePanel("chat")}
      >
        <ChatIcon />
      </RoundButton>
      <RoundButton
        label="Invite somebody"
        expanded={session.panel.value === "invite"}
        controls="panel"
        testid="invite"
        onClick={() => session.togglePanel("invite")}
      >
        <InviteIcon />
      </RoundButton>
      <RoundButton
        label="Leave the call"
        tone="leave"
        testid="leave"
        onClick={() => void session.leave()}
      >
        <LeaveIcon />
      </RoundButton>
    </nav>
  );
}
