import type { LinkState, Member, PeerId, PeerView, RoomState } from "../lib/mod.ts";
import { hueOf, initials } from "./names.ts";
import { type TileMark, tileMark } from "./shield.ts";

/** How the stage is laid out. */
export type Arrangement = "alone" | "pair" | "gallery" | "presenting";

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
  readonly initials: string;
  readonly hue: number;
  readonly muted: boolean;
  /** The picture to draw; null shows the avatar. */
  readonly video: MediaStreamTrack | null;
  readonly mirrored: boolean;
  readonly speaking: boolean;
  readonly link: TileLink;
  /** What was said of this person's code, or what undid it. */
  readonly mark: TileMark | null;
}

/** What comes from this device: the tracks behind its own tiles. */
export interface OwnTracks {
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

/** The stage at one moment. */
export interface Stage {
  readonly arrangement: Arrangement;
  readonly tiles: readonly TileView[];
}

/** Decides the stage from the room, the own tracks, who speaks and what time it is. */
export function arrange(
  room: RoomState,
  own: OwnTracks,
  speakers: ReadonlySet<PeerId>,
  now: number,
): Stage {
  const people = [
    ...room.peers.map((peer) => peerTile(peer, speakers, now)),
    selfTile(room.self, own, speakers),
  ];
  const screens = [
    ...room.peers.flatMap((peer) => screenTile(peer.member, peer.tracks.screen ?? null, false)),
    ...screenTile(room.self, own.screen, true),
  ];
  const arrangement = arrangementOf(people.length, screens.length);
  const tiles = [...screens, ...people].map((tile, index) => ({
    ...tile,
    place: placeOf(arrangement, tile, index),
  }));
  return { arrangement, tiles };
}

/** One voice or shared sound to play here. */
export interface Sound {
  readonly key: string;
  readonly track: MediaStreamTrack;
}

/** The sounds to play: each person's microphone, and that of a shared screen. */
export function soundsOf(room: RoomState): readonly Sound[] {
  return room.peers.flatMap(({ member, tracks }) => {
    const voice = tracks.microphone;
    const shared = member.status.screen ? tracks["screen-audio"] : undefined;
    return [
      ...voice === undefined ? [] : [{ key: `${member.id}/microphone`, track: voice }],
      ...shared === undefined ? [] : [{ key: `${member.id}/screen-audio`, track: shared }],
    ];
  });
}

type Unplaced = Omit<TileView, "place">;

function arrangementOf(people: number, screens: number): Arrangement {
  if (screens > 0) return "presenting";
  return people === 1 ? "alone" : people === 2 ? "pair" : "gallery";
}

function placeOf(arrangement: Arrangement, tile: Unplaced, index: number): TilePlace {
  switch (arrangement) {
    case "alone":
      return "main";
    case "pair":
      return tile.self ? "floating" : "main";
    case "gallery":
      return "grid";
    case "presenting":
      return index === 0 ? "main" : "strip";
  }
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
    mark: tileMark(peer.trust.state),
  };
}

function selfTile(self: Member, own: OwnTracks, speakers: ReadonlySet<PeerId>): Unplaced {
  return {
    ...person(self, speakers),
    self: true,
    video: own.camera,
    mirrored: true,
    link: { name: "fine" },
    mark: null,
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
    mark: null,
  }];
}

function tileLink(link: LinkState, now: number): TileLink {
  switch (link.name) {
    case "connected":
    case "closed":
      return { name: "fine" };
    case "dialling":
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
