import { render } from "preact";
import { useEffect } from "preact/hooks";
import { FailedTile, Tile } from "../../components/call/Tile.tsx";
import { Guard, Part } from "../../components/ui/Guard.tsx";
import { MicrophoneIcon, MicrophoneOffIcon } from "../../components/ui/icons.tsx";
import { RoundButton } from "../../components/ui/RoundButton.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { SessionProvider, useSession } from "../../session/mod.ts";
import { callTexts } from "../../texts/call.ts";

/** Draws the call into the small window over all others, for as long as there is one. */
export function PipWindow() {
  const session = useSession();
  const inCall = useInCall();
  const state = inCall.pip.state.value;
  const window = state.name === "window" ? state.window : null;
  useEffect(() => {
    if (window === null) return;
    const { head, body, documentElement } = window.document;
    documentElement.lang = document.documentElement.lang;
    documentElement.dir = document.documentElement.dir;
    for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
      const copy = window.document.createElement("link");
      copy.rel = "stylesheet";
      copy.href = link.href;
      head.append(copy);
    }
    body.className = "pip on-stage";
    // A root of its own: what stands around this view does not reach into it.
    render(
      <SessionProvider value={session}>
        <Part>
          <PipView />
        </Part>
      </SessionProvider>,
      body,
    );
    return () => render(null, body);
  }, [window]);
  return null;
}

/** What the small window shows: one tile, and the microphone. */
function PipView() {
  const inCall = useInCall();
  const session = useSession();
  const tile = inCall.pip.tile.value;
  const { microphone } = session.devices;
  const t = callTexts();
  const on = microphone.wanted.value;
  return (
    <>
      <ul class="pip-stage">
        {tile !== null && (
          <Guard
            of={tile}
            instead={(again) => <FailedTile tile={tile} rect={null} again={again} />}
          >
            <Tile tile={tile} rect={null} />
          </Guard>
        )}
      </ul>
      <div class="pip-controls controls">
        <RoundButton
          label={on ? t.mute : t.unmute}
          pressed={on}
          tone={on ? "active" : "off"}
          testid="pip-mic"
          onClick={() => void microphone.set(!on)}
        >
          {on ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        </RoundButton>
      </div>
    </>
  );
}
