import { useEffect, useRef, useState } from "preact/hooks";
import { SpeakerIcon } from "../components/call/icons.tsx";
import { Notices } from "../components/call/Notices.tsx";
import { RoomBar } from "../components/call/RoomBar.tsx";
import { Tile } from "../components/call/Tile.tsx";
import { TrackAudio } from "../components/call/TrackAudio.tsx";
import { Waiting } from "../components/call/Waiting.tsx";
import { fitTiles, session } from "../session/mod.ts";

/** Pixels between two tiles; `gap` of `.tiles` in room.css. */
const GAP = 12;

/** The people in the call, and their sound. */
export function CallStage() {
  const stage = session.stage.value;
  const [box, setBox] = useState({ width: 0, height: 0 });
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (list.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setBox({ width, height });
    });
    watcher.observe(list.current);
    return () => watcher.disconnect();
  }, []);
  if (stage === null) return null;
  const grid = fitTiles(stage.tiles.length, box.width, box.height, GAP);
  return (
    <section class="stage" aria-label="Call">
      <RoomBar
        room={session.state.value?.room ?? ""}
        sealed={session.seal.value === "sealed"}
        people={session.people.value}
        broker={session.state.value?.broker ?? "connected"}
      />
      <ul
        ref={list}
        class="tiles"
        data-arrangement={stage.arrangement}
        style={{ "--tile-width": `${grid.width}px`, "--tile-height": `${grid.height}px` }}
      >
        {stage.tiles.map((tile) => <Tile key={tile.key} tile={tile} />)}
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
