import type { ComponentChildren } from "preact";
import type { Rect } from "../../session/mod.ts";
import { numbered } from "../../session/people/namesakes.ts";
import type { TileLink, TileView } from "../../session/stage/tiles.ts";
import { TileShield } from "../verify/TileShield.tsx";
import { Avatar } from "./Avatar.tsx";
import { Failed } from "../ui/Guard.tsx";
import { MicrophoneOffIcon, RelayIcon } from "../ui/icons.tsx";
import { TrackVideo } from "./TrackVideo.tsx";
import { callTexts } from "../../texts/call.ts";
import { failedTexts } from "../../texts/failed.ts";
import { say } from "../../texts/mod.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { peopleTexts } from "../../texts/people.ts";

export interface TileProps {
  readonly tile: TileView;
  /** Where it lies; null where its surroundings say so. */
  readonly rect: Rect | null;
  /** What else lies on it. */
  readonly children?: ComponentChildren;
}

/** One person, or one shared screen, on the stage. */
export function Tile({ tile, rect, children }: TileProps) {
  const what = caption(tile);
  return (
    <li
      class="tile"
      {...placed(tile, rect)}
      data-self={tile.self ? "yes" : undefined}
      data-speaking={tile.speaking ? "yes" : undefined}
      data-link={tile.link.name}
      data-camera={tile.video === null ? "off" : "on"}
      data-way={tile.relayed ? "relayed" : undefined}
      data-muted={tile.muted ? "yes" : "no"}
    >
      <Avatar initials={tile.initials} hue={tile.hue} />
      <TrackVideo track={tile.video} mirrored={tile.mirrored} label={what} />
      {tile.link.name !== "fine" && <p class="tile-link">{linkText(tile.link)}</p>}
      {tile.halted && tile.link.name === "fine" && (
        <p class="tile-link" data-testid="tile-halted">{verifyTexts().haltedTile}</p>
      )}
      <p class="tile-name">
        {tile.mark !== null && <TileShield mark={tile.mark} />}
        {tile.muted && (
          <span class="tile-muted">
            <MicrophoneOffIcon />
            <span class="visually-hidden">{callTexts().muted}</span>
          </span>
        )}
        {tile.relayed && (
          <span class="tile-relayed" title={callTexts().relayedMeans}>
            <RelayIcon />
            <span class="visually-hidden">{callTexts().relayed}</span>
          </span>
        )}
        <span
          class="tile-who"
          dir="auto"
          title={tile.namesake === null ? undefined : peopleTexts().namesake}
        >
          {what}
        </span>
      </p>
      {children}
    </li>
  );
}

/** A tile that can't be drawn, where it would lie. */
export function FailedTile(
  { tile, rect, again }: Omit<TileProps, "children"> & { readonly again: (event: Event) => void },
) {
  const t = failedTexts();
  return (
    <li
      class="tile tile-failed"
      {...placed(tile, rect)}
    >
      <Failed words={tile.kind === "screen" ? t.screen : t.person} again={again} />
    </li>
  );
}

/** Whose tile it is, and where it lies. */
function placed({ peer, kind, place }: TileView, rect: Rect | null) {
  return {
    style: lying(rect),
    "data-testid": "tile",
    "data-peer": peer,
    "data-kind": kind,
    "data-place": place,
  };
}

function lying(rect: Rect | null) {
  if (rect === null) return undefined;
  const { left, top, width, height } = rect;
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}

function caption({ self, kind, ...person }: TileView): string {
  const t = callTexts();
  const name = numbered(person.name, person.namesake);
  if (kind === "screen") return self ? t.yourScreen : say(t.screenOf, { name });
  return self ? t.you : name;
}

function linkText(link: TileLink): string {
  const t = callTexts();
  switch (link.name) {
    case "fine":
      return "";
    case "connecting":
      return t.connecting;
    case "reconnecting":
      return link.seconds < 2 ? t.reconnecting : say(t.reconnectingFor, { seconds: link.seconds });
    case "failed":
      return t.noConnection;
  }
}
