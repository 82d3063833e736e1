import { useEffect, useRef } from "preact/hooks";
import { SpeakerIcon } from "../components/call/icons.tsx";
import { Notices } from "../components/call/Notices.tsx";
import { RoomBar } from "../components/call/RoomBar.tsx";
import { Tile } from "../components/call/Tile.tsx";
import { TrackAudio } from "../components/call/TrackAudio.tsx";
import { Waiting } from "../components/call/Waiting.tsx";
import { session } from "../session/mod.ts";

/** The people in the call, and their sound. */
export function CallStage() {
  const stage = session.stage.value;
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (list.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      session.measureStage({ width, height });
    });
    watcher.observe(list.current);
    // The button that was pressed to join is gone: the next Tab goes on from here.
    section.current?.focus();
    return () => watcher.disconnect();
  }, []);
  const shield = session.shield.value;
  if (stage === null || shield === null) return null;
  const rects = session.rects.value;
  return (
    <section ref={section} class="stage" aria-label="Call" tabIndex={-1}>
      <RoomBar
        room={session.state.value?.room ?? ""}
        shield={shield}
        shieldOpen={session.panel.value === "verify"}
        people={session.people.value}
        broker={session.state.value?.broker ?? "connected"}
        onShield={() => session.togglePanel("verify")}
      />
      <ul ref={list} class="tiles" data-arrangement={stage.arrangement}>
        {stage.tiles.map((tile, index) => <Tile key={tile.key} tile={tile} rect={rects[index]} />)}
      </ul>
      {stage.arrangement === "alone" && (
        <Waiting
          link={session.invite.link.value}
          copied={session.invite.copied.value}
          onCopy={() => void session.invite.copy()}
          onMore={() => session.togglePanel("invite")}
        />
      )}
      {session.soundBlocked.value && (
        <button type="button" class="button primary hear" onClick={session.hear}>
          <SpeakerIcon />Tap to hear the others
        </button>
      )}
      <Notices notices={session.notices.shown.value} onDismiss={session.notices.dismiss} />
      {session.sounds.value.map((sound) => (
        <TrackAudio
          key={sound.key}
          track={sound.track}
          attempt={session.soundAttempt.value}
          onBlocked={session.soundRefused}
        />
      ))}
    </section>
  );
}
