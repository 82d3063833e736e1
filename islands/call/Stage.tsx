import { useElementId } from "../../components/ui/element_id.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Guard, Part } from "../../components/ui/Guard.tsx";
import { SpeakerIcon } from "../../components/ui/icons.tsx";
import { Notices } from "../../components/call/Notices.tsx";
import { RoomBar } from "../../components/call/RoomBar.tsx";
import { SelfGrip } from "../../components/call/SelfGrip.tsx";
import { useSwipe } from "../../components/call/swipe.ts";
import { FailedTile, Tile } from "../../components/call/Tile.tsx";
import { TrackAudio } from "../../components/call/TrackAudio.tsx";
import { Waiting } from "../../components/call/Waiting.tsx";
import { HostButton } from "../../components/host/HostButton.tsx";
import { TrustBars } from "../../components/verify/TrustBars.tsx";
import { SharedScreen } from "../screen/SharedScreen.tsx";
import { nearestCorner } from "../../session/stage/layout.ts";
import type { InCall } from "../../session/in_call.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { type Rect, type TileView, useSession } from "../../session/mod.ts";
import type { ShieldView } from "../../session/verify/shield.ts";
import { callTexts } from "../../texts/call.ts";
import { failedTexts } from "../../texts/failed.ts";

/** The people in the call, and their sound. */
export function Stage() {
  const inCall = useInCall();
  const session = useSession();
  const stage = inCall.stage.value;
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (list.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      inCall.measureStage({ width, height });
    });
    watcher.observe(list.current);
    // The button that was pressed to join is gone: the next Tab goes on from here.
    section.current?.focus();
    return () => watcher.disconnect();
  }, []);
  const swipe = useSwipe(inCall.view.turn);
  const shield = inCall.shield.value;
  if (stage === null || shield === null) return null;
  const rects = inCall.rects.value;
  return (
    <section ref={section} class="stage" aria-label={callTexts().stage} tabIndex={-1}>
      <Part class="room-bar">
        <Bar shield={shield} />
      </Part>
      <Trust />
      <ul ref={list} class="tiles" data-arrangement={stage.arrangement} {...swipe}>
        {stage.tiles.map((tile, index) => (
          <Guard
            key={tile.key}
            of={tile}
            instead={(again) => <FailedTile tile={tile} rect={rects[index]} again={again} />}
          >
            <KeptTile tile={tile} rect={rects[index]}>
              {tile.place === "floating" && <Grip />}
              {tile.kind === "screen" && tile.place === "main" && (
                <Part words={failedTexts().drawings} class="over-screen">
                  <SharedScreen presenter={tile.peer} />
                </Part>
              )}
            </KeptTile>
          </Guard>
        ))}
      </ul>
      {stage.arrangement === "alone" && (
        <Part class="over-stage">
          <Alone />
        </Part>
      )}
      {inCall.soundBlocked.value && (
        <button type="button" class="button primary hear" onClick={inCall.playSound}>
          <SpeakerIcon />
          {callTexts().hear}
        </button>
      )}
      <Notices notices={session.notices.shown.value} onDismiss={session.notices.dismiss} />
      <Part class="over-stage" words={failedTexts().sound}>
        <Sounds />
      </Part>
    </section>
  );
}

/** Who gets nothing from us, or we from them, and whose certificate is another than before. */
function Trust() {
  const elementId = useElementId();
  const inCall = useInCall();
  const session = useSession();
  const { trustBars } = inCall;
  return (
    <TrustBars
      stopped={trustBars.stopped.value}
      halted={trustBars.halted.value}
      changed={trustBars.changed.value}
      onVerify={() => openVerify(inCall, elementId("panel"))}
      onLeave={() => void session.leave()}
      onDismiss={trustBars.dismiss}
    />
  );
}

/** Opens the panel that compares; where it is open, the focus goes into it. */
function openVerify(inCall: InCall, panel: string): void {
  if (inCall.panel.peek() !== "verify") inCall.togglePanel("verify");
  else document.getElementById(panel)?.focus();
}

/** Each plays alone: who can't be heard keeps nobody else from it. */
function Sounds() {
  const inCall = useInCall();
  const session = useSession();
  return (
    <div class="over-stage">
      {inCall.sounds.value.map((sound) => (
        <Part key={sound.key} of={sound.track} words={failedTexts().sound}>
          <TrackAudio
            track={sound.track}
            sound={sound.key}
            volume={sound.hearing.volume}
            muted={sound.hearing.muted}
            speaker={session.devices.chosen.value.speaker}
            attempt={inCall.soundAttempt.value}
            onBlocked={inCall.soundRefused}
          />
        </Part>
      ))}
    </div>
  );
}

function Alone() {
  const inCall = useInCall();
  const { invite } = inCall;
  return (
    <Waiting
      link={invite.link.value}
      copied={invite.copied.value}
      onCopy={() => void invite.copy()}
      onMore={() => inCall.togglePanel("invite")}
    />
  );
}

function Bar({ shield }: { shield: ShieldView }) {
  const session = useSession();
  const inCall = useInCall();
  return (
    <RoomBar
      room={session.state.value?.room ?? ""}
      shield={shield}
      shieldOpen={inCall.panel.value === "verify"}
      people={inCall.people.value}
      peopleOpen={inCall.panel.value === "people"}
      onPeople={() => inCall.togglePanel("people")}
      broker={session.state.value?.broker ?? "connected"}
      onShield={() => inCall.togglePanel("verify")}
      addressHidden={session.address.hidden.value}
      layout={inCall.layoutMatters.value ? inCall.view.layout.value : null}
      keys={inCall.keys.on.value}
      onLayout={() => inCall.view.turn(1)}
    >
      {session.state.value?.governance.open && (
        <HostButton
          waiting={session.state.value.governance.waiting.length}
          expanded={inCall.panel.value === "host"}
          onClick={() => inCall.togglePanel("host")}
        />
      )}
    </RoomBar>
  );
}

interface KeptTileProps {
  readonly tile: TileView;
  readonly rect: Rect;
  readonly children: ComponentChildren;
}

/** A tile that is drawn anew when it shows something else, and not when another one does. */
function KeptTile({ tile, rect: { left, top, width, height }, children }: KeptTileProps) {
  return useMemo(
    () => <Tile tile={tile} rect={{ left, top, width, height }}>{children}</Tile>,
    [tile, left, top, width, height],
  );
}

/** What the floating picture of oneself is moved by. */
function Grip() {
  const inCall = useInCall();
  const { view } = inCall;
  return (
    <SelfGrip
      corner={view.corner.value}
      onMove={view.moveSelf}
      onDrop={(middle) => view.moveSelf(nearestCorner(middle, inCall.mainRect.peek()))}
    />
  );
}
