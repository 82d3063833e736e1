import type { LinkState, Member, PeerId, PeerView, RoomState } from "../../lib/mod.ts";
import { hueOf, initials } from "../names.ts";
import { namesakes } from "../people/namesakes.ts";
import type { Layout } from "../storage/preferences.ts";
import type { Hearing } from "../people/volumes.ts";
import { type TileMark, tileMark } from "../verify/shield.ts";

/**
 * How the stage is laid out. "pair": one person alone fills it; "presenting" and "speaker": somebody
 * large and a strip of the others; "compact": the same with a strip as thin as it can be.
 */
export type Arrangement = "alone" | "pair" | "gallery" | "presenting" | "speaker" | "compact";

/** Where a tile stands in the arrangement. */
export type TilePlace = "main" | "floating" | "grid" | "strip";

/** What a tile says about the direct connection to its person. */
export type TileLink =
  | { readonly name: "fine" }
  | { readonly name: "connecting" }
  | { readonly name: "reconnecting"; readonly seconds: number }
  | { readonly name: "failed" };

/** Everything that a tile shows, decided here: the view only draws. */
export interface TileView {
  readonly key: string;
  readonly peer: PeerId;
  readonly kind: "person" | "screen";
  readonly place: TilePlace;
  readonly self: boolean;
  readonly name: string;
  /** Tells them from others of this name; null where nobody else has it. */
  readonly namesake: number | null;
  readonly initials: string;
  readonly hue: number;
  readonly muted: boolean;
  /** The picture to draw; null shows the avatar. */
  readonly video: MediaStreamTrack | null;
  readonly mirrored: boolean;
  readonly speaking: boolean;
  readonly link: TileLink;
  /** Whether what is sent and received goes through a relay. */
  readonly relayed: boolean;
  /** What was said of this person's code, or what undid it. */
  readonly mark: TileMark | null;
  /** Whether they say that they send us nothing. */
  readonly halted: boolean;
}

/** What comes from this device: the tracks behind its own tiles. */
export interface OwnTracks {
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

/** How this person wants to see the call. */
export interface Wishes {
  readonly layout: Layout;
  readonly selfHidden: boolean;
  /** Who speaks, without flicker: large in the layouts that have somebody large. */
  readonly active: PeerId | null;
}

/** The stage at one moment. */
export interface Stage {
  readonly arrangement: Arrangement;
  readonly tiles: readonly TileView[];
}

/** Decides the stage from the room, the own tracks, who speaks, what time it is and what is wished. */
export function arrange(
  room: RoomState,
  own: OwnTracks,
  speakers: ReadonlySet<PeerId>,
  now: number,
  wishes: Wishes,
): Stage {
  const numbers = namesakes([room.self, ...room.peers.map(({ member }) => member)]);
  const others = room.peers.map((peer) => peerTile(peer, speakers, now));
  const screens = [
    ...room.peers.flatMap((peer) => screenTile(peer.member, peer.tracks.screen ?? null, false)),
    ...screenTile(room.self, own.screen, true),
  ];
  const arrangement = arrangementOf(others.length, screens.length, wishes.layout);
  const self = selfTile(room.self, own, speakers);
  const selves = wishes.selfHidden && arrangement !== "alone" ? [] : [self];
  // The order never changes with who speaks: moving a video in the page would make it blink.
  const all = [...screens, ...others, ...selves];
  const large = all.find(({ peer, self }) =>
    screens.length === 0 && !self && peer === wishes.active
  );
  const main = large?.key ?? all[0].key;
  const tiles = all.map((tile) => ({
    ...tile,
    namesake: numbers.get(tile.peer) ?? null,
    place: placeOf(arrangement, tile, main),
  }));
  return { arrangement, tiles };
}

/** One voice or shared sound to play here. */
export interface Sound {
  readonly key: string;
  readonly track: MediaStreamTrack;
  readonly hearing: Hearing;
}

/** The sounds to play: each person's microphone, and that of a shared screen. */
export function soundsOf(room: RoomState, hearingOf: (name: string) => Hearing): readonly Sound[] {
  return room.peers.flatMap(({ member, tracks }) => {
    const hearing = hearingOf(member.name);
    const voice = tracks.microphone;
    const shared = member.status.screen ? tracks["screen-audio"] : undefined;
    return [
      ...voice === undefined ? [] : [{ key: `${member.id}/microphone`, track: voice, hearing }],
      ...shared === undefined ? [] : [{ key: `${member.id}/screen-audio`, track: shared, hearing }],
    ];
  });
}

type Unplaced = Omit<TileView, "place" | "namesake">;

function arrangementOf(others: number, screens: number, layout: Layout): Arrangement {
  if (screens > 0) return layout === "compact" ? "compact" : "presenting";
  if (others < 2) return others === 0 ? "alone" : "pair";
  return layout;
}

function placeOf(arrangement: Arrangement, tile: Unplaced, main: string): TilePlace {
  if (arrangement === "gallery") return "grid";
  if (tile.key === main) return "main";
  // Over a shared screen it would cover what is shown.
  const floats = arrangement === "pair" || arrangement === "speaker";
  return floats && tile.self ? "floating" : "strip";
}

function person(member: Member, speakers: ReadonlySet<PeerId>) {
  return {
    key: member.id,
    peer: member.id,
    kind: "person",
    name: member.name,
    initials: initials(member.name),
    hue: hueOf(member.id),
    muted: !member.status.microphone,
    speaking: speakers.has(member.id),
  } as const;
}

function peerTile(peer: PeerView, speakers: ReadonlySet<PeerId>, now: number): Unplaced {
  return {
    ...person(peer.member, speakers),
    self: false,
    video: peer.member.status.camera ? peer.tracks.camera ?? null : null,
    mirrored: false,
    link: tileLink(peer.link, now),
    relayed: peer.way === "relayed",
    mark: tileMark(peer.trust.state),
    halted: peer.halted,
  };
}

function selfTile(self: Member, own: OwnTracks, speakers: ReadonlySet<PeerId>): Unplaced {
  return {
    ...person(self, speakers),
    self: true,
    video: own.camera,
    mirrored: true,
    link: { name: "fine" },
    relayed: false,
    mark: null,
    halted: false,
  };
}

function screenTile(member: Member, track: MediaStreamTrack | null, self: boolean): Unplaced[] {
  const shown = self ? track !== null : member.status.screen && track !== null;
  if (!shown) return [];
  return [{
    ...person(member, new Set()),
    key: `${member.id}/screen`,
    kind: "screen",
    self,
    muted: false,
    video: track,
    mirrored: false,
    link: { name: "fine" },
    relayed: false,
    mark: null,
    halted: false,
  }];
}

function tileLink(link: LinkState, now: number): TileLink {
  switch (link.name) {
    case "connected":
    case "closed":
      return { name: "fine" };
    case "dialling":
    case "checking":
      return { name: "connecting" };
    case "reconnecting":
      return {
        name: "reconnecting",
        seconds: Math.max(0, Math.floor((now - link.since) / 1000)),
      };
    case "failed":
      return { name: "failed" };
  }
}
