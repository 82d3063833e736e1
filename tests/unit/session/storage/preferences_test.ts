import assert from "node:assert/strict";
import {
  hueOf,
  HUES,
  initials,
  NAME_MAX,
  splitName,
  tidyName,
  withAvatar,
} from "../../../../session/names.ts";
import { openPreferences, RECENT_MAX } from "../../../../session/storage/preferences.ts";
import { DEFAULT_SETTINGS, type LinkSettings } from "../../../../lib/mod.ts";
import { keptText, KEY } from "../session_helpers.ts";

const link = (room: string, key: string | null, settings: LinkSettings = DEFAULT_SETTINGS) => ({
  room,
  key,
  settings,
});

Deno.test("what a device keeps is there at the next visit, and rooms can be forgotten", () => {
  const storage = keptText();
  const keep = openPreferences(storage);
  keep.setName("Ada");
  keep.setDevice("camera", "cam-2");
  const hosted = link("blue-river", KEY, {
    capacity: 4,
    host: { kind: "name", name: "Ada" },
    hostFirst: true,
  });
  keep.rememberRoom(link("blue-river", KEY), 1);
  keep.rememberRoom(link("lake", null), 2);
  keep.rememberRoom(hosted, 3);
  keep.rememberRoom(link("blue-river", KEY), 4);
  const again = openPreferences(storage);
  assert.equal(again.read().name, "Ada");
  assert.equal(again.read().devices.camera, "cam-2");
  assert.deepEqual(again.read().rooms, [
    { ...link("blue-river", KEY), at: 4 },
    { ...hosted, at: 3 },
    { ...link("lake", null), at: 2 },
  ]);
  again.forgetRooms();
  assert.deepEqual(openPreferences(storage).read().rooms, []);
  assert.equal(openPreferences(storage).read().name, "Ada");
});

Deno.test("only the latest rooms are kept", () => {
  const keep = openPreferences(keptText());
  for (let n = 0; n < RECENT_MAX + 3; n++) keep.rememberRoom(link(`room-${n}`, null), n);
  assert.equal(keep.read().rooms.length, RECENT_MAX);
  assert.equal(keep.read().rooms[0].room, `room-${RECENT_MAX + 2}`);
});

Deno.test("an entry that was tampered with is read as empty, part by part", () => {
  for (const text of ["", "{", "null", "[]", "7", '"x"']) {
    assert.deepEqual(
      openPreferences({ getItem: () => text, setItem: () => {} }).read().rooms,
      [],
      text,
    );
  }
  const half = JSON.stringify({
    name: "Ada",
    rooms: [{ room: "../etc", key: null, at: 1 }],
    devices: 3,
  });
  const read = openPreferences({ getItem: () => half, setItem: () => {} }).read();
  const view = { layout: "gallery", corner: "bottom-right", selfHidden: false };
  assert.deepEqual(read, {
    name: "Ada",
    rooms: [],
    devices: {},
    treatment: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    view,
    chatSound: false,
    hearing: [],
    hideAddress: false,
    keys: true,
  });
});

Deno.test("rooms that were kept before links had settings have none; malformed settings keep no room", () => {
  const old = { room: "lake", key: null, at: 1 };
  const read = (rooms: unknown) =>
    openPreferences({ ...keptText(), getItem: () => JSON.stringify({ rooms }) }).read();
  assert.deepEqual(read([old]).rooms, [{ ...old, settings: DEFAULT_SETTINGS }]);
  assert.deepEqual(read([{ ...old, settings: { capacity: 8, host: { kind: "none" } } }]).rooms, [
    { ...old, settings: DEFAULT_SETTINGS },
  ]);
  assert.deepEqual(read([{ ...old, settings: { capacity: 8, host: { kind: "key" } } }]).rooms, []);
});

Deno.test("storage that refuses everything is as good as none", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  const keep = openPreferences({ getItem: refuse, setItem: refuse });
  keep.setName("Ada");
  assert.equal(keep.read().name, "Ada");
});

Deno.test("names are tidied to what the engine takes", () => {
  assert.equal(tidyName("  Ada \t\n Lovelace "), "Ada Lovelace");
  assert.equal(tidyName("\u202eevil\u0000"), "evil");
  assert.equal(tidyName(" \u200e "), "");
  assert.equal(tidyName("x".repeat(99)).length, NAME_MAX);
  const cut = tidyName("😀".repeat(40));
  assert.ok(cut.length <= NAME_MAX && cut.isWellFormed());
});

Deno.test("avatars show the first letters, and a person's colour is always the same", () => {
  assert.equal(initials("Ada Lovelace"), "AL");
  assert.equal(initials("grace"), "G");
  assert.equal(initials("Jun'ichirō de Watanabe"), "JW");
  assert.equal(initials("😀"), "😀");
  assert.equal(initials(""), "?");
  assert.equal(initials("李 小龙"), "李小");
  assert.equal(hueOf("abc"), hueOf("abc"));
  for (const id of ["", "a", "f".repeat(32)]) assert.ok(hueOf(id) >= 0 && hueOf(id) < HUES);
});

Deno.test("an emoji before a name stands for the person, and can be put there and taken away", () => {
  assert.deepEqual(splitName("🦊 Ada"), { avatar: "🦊", rest: "Ada" });
  assert.deepEqual(splitName("👩🏽‍🚀 Ada"), { avatar: "👩🏽‍🚀", rest: "Ada" });
  assert.deepEqual(splitName("❤️"), { avatar: "❤️", rest: "" });
  assert.deepEqual(splitName("Ada 🦊"), { avatar: null, rest: "Ada 🦊" });
  assert.deepEqual(splitName("🦊Ada"), { avatar: null, rest: "🦊Ada" }, "part of a word");
  assert.deepEqual(splitName("7 Ada"), { avatar: null, rest: "7 Ada" });
  assert.equal(initials("🦊 Ada Lovelace"), "🦊");
  assert.equal(withAvatar("Ada", "🦊"), "🦊 Ada");
  assert.equal(withAvatar("🐸 Ada", "🦊"), "🦊 Ada");
  assert.equal(withAvatar("🐸 Ada", null), "Ada");
  assert.ok(withAvatar("x".repeat(40), "🦊").length <= 40);
});

Deno.test("two calls on one page keep each other's rooms and settings", () => {
  const storage = keptText();
  const [one, two] = [openPreferences(storage), openPreferences(storage)];
  one.rememberRoom(link("blue-river", KEY), 1);
  two.rememberRoom(link("lake", null), 2);
  one.setHearing({ name: "Ben", volume: 0.5, muted: false });
  two.setHearing({ name: "Cleo", volume: 1, muted: true });
  two.setKeys(false);
  one.setName("Ada");
  const { rooms, hearing, keys, name } = openPreferences(storage).read();
  assert.deepEqual(rooms.map(({ room }) => room), ["lake", "blue-river"]);
  assert.deepEqual(hearing.map((one) => one.name), ["Cleo", "Ben"]);
  assert.deepEqual([keys, name], [false, "Ada"]);
});

Deno.test("where nothing can be kept, what was chosen lasts as long as the page", () => {
  const full = { getItem: () => null, setItem: () => {} };
  for (const storage of [null, full]) {
    const keep = openPreferences(storage);
    keep.setName("Ada");
    keep.setKeys(false);
    assert.deepEqual([keep.read().name, keep.read().keys], ["Ada", false]);
  }
});
