import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room, type RoomState } from "../../../../lib/mod.ts";
import {
  arrange as arrangeAs,
  type OwnTracks,
  soundsOf,
  type Wishes,
} from "../../../../session/stage/tiles.ts";
import { FakeTrack, settle } from "../session_helpers.ts";

const NOBODY = new Set<string>();
const NOTHING = { camera: null, screen: null };
const WISHES: Wishes = { layout: "gallery", selfHidden: false, active: null };

function arrange(
  state: RoomState,
  own: OwnTracks,
  speakers: ReadonlySet<string>,
  now: number,
  wishes: Partial<Wishes> = {},
) {
  return arrangeAs(state, own, speakers, now, { ...WISHES, ...wishes });
}

/** The state of a room of Ada and `others`, as Ada sees it, and her room. */
async function roomOf(...others: string[]) {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", transport });
  const rest: Room[] = [];
  for (const name of others) rest.push(await joinRoom("r", { name, transport }));
  await settle();
  return {
    state: ada.state,
    close: () => Promise.all([ada, ...rest].map((room) => room.leave())),
  };
}

function withPeer(state: RoomState, change: Partial<RoomState["peers"][number]>): RoomState {
  return { ...state, peers: state.peers.map((peer) => ({ ...peer, ...change })) };
}

Deno.test("the arrangement follows how many are here and whether a screen is shown", async () => {
  const one = await roomOf();
  const two = await roomOf("Ben");
  const three = await roomOf("Ben", "Cyd");
  const own = { camera: null, screen: new FakeTrack("video").asTrack };
  assert.equal(arrange(one.state, NOTHING, NOBODY, 0).arrangement, "alone");
  assert.deepEqual(
    arrange(two.state, NOTHING, NOBODY, 0).tiles.map((tile) => [tile.name, tile.place]),
    [["Ben", "main"], ["Ada", "floating"]],
  );
  assert.equal(arrange(three.state, NOTHING, NOBODY, 0).arrangement, "gallery");
  assert.deepEqual(
    arrange(three.state, own, NOBODY, 0).tiles.map((tile) => [tile.kind, tile.name, tile.place]),
    [["screen", "Ada", "main"], ["person", "Ben", "strip"], ["person", "Cyd", "strip"], [
      "person",
      "Ada",
      "strip",
    ]],
  );
  for (const room of [one, two, three]) await room.close();
});

Deno.test("a tile follows what its person says, never that a track is there", async () => {
  const { state, close } = await roomOf("Ben");
  const tracks = { camera: new FakeTrack("video").asTrack, screen: new FakeTrack("video").asTrack };
  const member = state.peers[0].member;
  const silent = withPeer(state, { tracks });
  assert.equal(arrange(silent, NOTHING, NOBODY, 0).tiles[0].video, null);
  const shown = withPeer(state, {
    tracks,
    member: { ...member, status: { microphone: true, camera: true, screen: true } },
  });
  const { tiles } = arrange(shown, NOTHING, new Set([member.id]), 0);
  assert.equal(tiles[0].video, tracks.screen);
  assert.equal(tiles[1].video, tracks.camera);
  assert.deepEqual([tiles[1].muted, tiles[1].speaking], [false, true]);
  await close();
});

Deno.test("a tile says for how long its person has been reconnecting", async () => {
  const { state, close } = await roomOf("Ben");
  const at = (now: number, link: RoomState["peers"][number]["link"]) =>
    arrange(withPeer(state, { link }), NOTHING, NOBODY, now).tiles[0].link;
  assert.deepEqual(at(12_900, { name: "reconnecting", since: 1000 }), {
    name: "reconnecting",
    seconds: 11,
  });
  assert.deepEqual(at(0, { name: "reconnecting", since: 1000 }), {
    name: "reconnecting",
    seconds: 0,
  });
  assert.deepEqual(at(0, { name: "dialling", since: 0 }), { name: "connecting" });
  assert.deepEqual(at(0, { name: "failed", since: 0, reason: "unreachable" }), { name: "failed" });
  assert.deepEqual(at(0, { name: "connected", since: 0 }), { name: "fine" });
  await close();
});

Deno.test("a shared screen's sound plays while the screen is shown, and only then", async () => {
  const { state, close } = await roomOf("Ben");
  const member = state.peers[0].member;
  const tracks = {
    microphone: new FakeTrack("audio").asTrack,
    "screen-audio": new FakeTrack("audio").asTrack,
  };
  const sounds = (screen: boolean) =>
    soundsOf(
      withPeer(state, {
        tracks,
        member: { ...member, status: { ...member.status, screen } },
      }),
      () => ({ volume: 1, muted: false }),
    ).map((sound) => sound.track);
  assert.deepEqual(sounds(false), [tracks.microphone]);
  assert.deepEqual(sounds(true), [tracks.microphone, tracks["screen-audio"]]);
  await close();
});

Deno.test("whoever speaks is large without any tile changing its order", async () => {
  const { state, close } = await roomOf("Ben", "Cyd");
  const [ben, cyd] = state.peers.map(({ member }) => member.id);
  const seen = (layout: Wishes["layout"], active: string | null) => {
    const { arrangement, tiles } = arrange(state, NOTHING, NOBODY, 0, { layout, active });
    return [arrangement, ...tiles.map(({ name, place }) => `${name} ${place}`)];
  };
  assert.deepEqual(seen("speaker", cyd), ["speaker", "Ben strip", "Cyd main", "Ada floating"]);
  assert.deepEqual(seen("speaker", ben), ["speaker", "Ben main", "Cyd strip", "Ada floating"]);
  assert.deepEqual(seen("speaker", null), ["speaker", "Ben main", "Cyd strip", "Ada floating"]);
  assert.deepEqual(seen("compact", cyd), ["compact", "Ben strip", "Cyd main", "Ada strip"]);
  assert.deepEqual(seen("gallery", cyd), ["gallery", "Ben grid", "Cyd grid", "Ada grid"]);
  await close();
});

Deno.test("the own picture can be hidden, but not the only one", async () => {
  const three = await roomOf("Ben", "Cyd");
  const two = await roomOf("Ben");
  const one = await roomOf();
  const names = (state: RoomState) =>
    arrange(state, NOTHING, NOBODY, 0, { selfHidden: true }).tiles.map(({ name }) => name);
  assert.deepEqual(names(three.state), ["Ben", "Cyd"]);
  assert.deepEqual(names(two.state), ["Ben"]);
  assert.deepEqual(names(one.state), ["Ada"]);
  for (const room of [one, two, three]) await room.close();
});

Deno.test("a shared screen stays large, whoever speaks, and the compact layout makes it larger", async () => {
  const { state, close } = await roomOf("Ben", "Cyd");
  const own = { camera: null, screen: new FakeTrack("video").asTrack };
  const active = state.peers[0].member.id;
  for (
    const [layout, arrangement] of [["speaker", "presenting"], ["compact", "compact"]] as const
  ) {
    const stage = arrange(state, own, NOBODY, 0, { layout, active });
    assert.equal(stage.arrangement, arrangement);
    assert.deepEqual(stage.tiles.map(({ place }) => place), ["main", "strip", "strip", "strip"]);
  }
  await close();
});
