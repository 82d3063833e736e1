import assert from "node:assert/strict";
import { readIceServers } from "../../session/ice.ts";
import { hueOf, HUES, initials, NAME_MAX, tidyName } from "../../session/names.ts";
import { openKeep, RECENT_MAX } from "../../session/stored.ts";
import { keptText, KEY } from "./session_helpers.ts";

Deno.test("what a device keeps is there at the next visit, and rooms can be forgotten", () => {
  const storage = keptText();
  const keep = openKeep(storage);
  keep.setName("Ada");
  keep.setDevice("camera", "cam-2");
  keep.rememberRoom("blue-river", KEY, 1);
  keep.rememberRoom("lake", null, 2);
  keep.rememberRoom("blue-river", KEY, 3);
  const again = openKeep(storage);
  assert.equal(again.read().name, "Ada");
  assert.equal(again.read().devices.camera, "cam-2");
  assert.deepEqual(again.read().rooms, [
    { room: "blue-river", key: KEY, at: 3 },
    { room: "lake", key: null, at: 2 },
  ]);
  again.forgetRooms();
  assert.deepEqual(openKeep(storage).read().rooms, []);
  assert.equal(openKeep(storage).read().name, "Ada");
});

Deno.test("only the latest rooms are kept", () => {
  const keep = openKeep(keptText());
  for (let n = 0; n < RECENT_MAX + 3; n++) keep.rememberRoom(`room-${n}`, null, n);
  assert.equal(keep.read().rooms.length, RECENT_MAX);
  assert.equal(keep.read().rooms[0].room, `room-${RECENT_MAX + 2}`);
});

Deno.test("an entry that was tampered with is read as empty, part by part", () => {
  for (const text of ["", "{", "null", "[]", "7", '"x"']) {
    assert.deepEqual(openKeep({ getItem: () => text, setItem: () => {} }).read().rooms, [], text);
  }
  const half = JSON.stringify({
    name: "Ada",
    rooms: [{ room: "../etc", key: null, at: 1 }],
    devices: 3,
  });
  const read = openKeep({ getItem: () => half, setItem: () => {} }).read();
  assert.deepEqual(read, { name: "Ada", rooms: [], devices: {} });
});

Deno.test("storage that refuses everything is as good as none", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  const keep = openKeep({ getItem: refuse, setItem: refuse });
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
  assert.equal(initials("😀"), "?");
  assert.equal(initials(""), "?");
  assert.equal(initials("李 小龙"), "李小");
  assert.equal(hueOf("abc"), hueOf("abc"));
  for (const id of ["", "a", "f".repeat(32)]) assert.ok(hueOf(id) >= 0 && hueOf(id) < HUES);
});

Deno.test("ICE servers are taken in their known shape only", () => {
  const good = {
    iceServers: [{ urls: "stun:a" }, { urls: ["turn:b"], username: "u", credential: "c" }],
  };
  assert.deepEqual(readIceServers({ ...good, expiresAt: 1 }), good.iceServers);
  for (const body of [null, [], {}, { iceServers: "x" }, { iceServers: [{ urls: 3 }] }]) {
    assert.deepEqual(readIceServers(body), [], JSON.stringify(body));
  }
});
