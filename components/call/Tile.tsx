import type { Rect } from "../../session/mod.ts";
import type { TileLink, TileView } from "../../session/tiles.ts";
import { TileShield } from "../verify/TileShield.tsx";
import { Avatar } from "./Avatar.tsx";
import { MicrophoneOffIcon } from "./icons.tsx";
import { TrackVideo } from "./TrackVideo.tsx";

/** One person, or one shared screen, on the stage. */
export function Tile({ tile, rect }: { tile: TileView; rect: Rect }) {
  const what = caption(tile);
  return (
    <li
      class="tile"
      style={{
        left: `${rect.left}px`,
        top: `${rect.top}px`,
        width: `${rect.width}px`,
        height: `${rect.height}px`,
      }}
      data-testid="tile"
      data-peer={tile.peer}
      data-kind={tile.kind}
      data-place={tile.place}
      data-self={tile.self ? "yes" : undefined}
      data-speaking={tile.speaking ? "yes" : undefined}
      data-link={tile.link.name}
      data-camera={tile.video === null ? "off" : "on"}
      data-muted={tile.muted ? "yes" : "no"}
    >
      <Avatar initials={tile.initials} hue={tile.hue} />
      <TrackVideo track={tile.video} mirrored={tile.mirrored} label={what} />
      {tile.link.name !== "fine" && <p class="tile-link">{linkText(tile.link)}</p>}
      <p class="tile-name">
        {tile.mark !== null && <TileShield mark={tile.mark} />}
        {tile.muted && (
          <span class="tile-muted">
            <MicrophoneOffIcon />
            <span class="visually-hidden">Muted:</span>
          </span>
        )}
        <span class="tile-who">{what}</span>
      </p>
    </li>
  );
}

function caption({ self, kind, name }: TileView): string {
  if (kind === "screen") return self ? "Your screen" : `${name}: screen`;
  return self ? "You" : name;
}

function linkText(link: TileLink): string {
  switch (link.name) {
    case "fine":
      return "";
    case "connecting":
      return "Connecting…";
    case "reconnecting":
      return link.seconds < 2 ? "Reconnecting…" : `Reconnecting, ${link.seconds} s`;
    case "failed":
      return "No connection. Another network may help.";
  }
}
