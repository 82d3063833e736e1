import assert from "node:assert/strict";
import { readRoomPath } from "../../../../session/link/room_path.ts";
import { base64url } from "../../../../lib/env/bytes.ts";
import { DEFAULT_SETTINGS, type LinkSettings } from "../../../../lib/mod.ts";
import {
  brokerAddress,
  inviteLink,
  readPlace,
  roomPath,
} from "../../../../session/link/room_link.ts";
import { KEY } from "../session_helpers.ts";

function at(pathname: string, hash = "", protocol = "https:") {
  return { origin: `${protocol}//kibitz.test`, protocol, host: "kibitz.test", pathname, hash };
}

Deno.test("a link gives its room, and its key when it has one", () => {
  assert.deepEqual(readPlace(at("/r/blue-river", `#k=${KEY}`)), {
    name: "room",
    room: "blue-river",
    key: KEY,
    settings: DEFAULT_SETTINGS,
  });
  assert.deepEqual(readPlace(at("/r/blue-river")), {
    name: "room",
    room: "blue-river",
    key: null,
    settings: DEFAULT_SETTINGS,
  });
});

Deno.test("a link carries its host and its number of people there and back", () => {
  const sealed = base64url(new Uint8Array(140));
  const all: readonly LinkSettings[] = [
    DEFAULT_SETTINGS,
    { capacity: 4, host: { kind: "name", name: "Zoë & Co." }, hostFirst: false },
    { capacity: 8, host: { kind: "key", sealed }, hostFirst: false },
    { capacity: 8, host: { kind: "key", sealed }, hostFirst: true },
  ];
  for (const settings of all) {
    for (const key of [KEY, null]) {
      const link = { room: "x", key, settings };
      const url = new URL(inviteLink(at("/"), link));
      assert.equal(url.pathname + url.hash, roomPath(link));
      assert.deepEqual(readPlace(url), { name: "room", ...link });
    }
  }
  const key = `https://kibitz.test/r/x#k=${KEY}&cap=4&host=name.Ada&first=host`;
  const settings = {
    capacity: 4,
    host: { kind: "name", name: "Ada" },
    hostFirst: true,
  } as const;
  assert.equal(inviteLink(at("/"), { room: "x", key: KEY, settings }), key);
});

Deno.test("settings that are cut off or not known are an error and never a room without a host", () => {
  for (
    const hash of [
      `#k=${KEY}&host=`,
      `#k=${KEY}&host=key.short`,
      `#k=${KEY}&host=identity.x`,
      `#k=${KEY}&host=name.Ada&first=`,
      `#k=${KEY}&first=host`,
      `#k=${KEY}&cap=1`,
      `#k=${KEY}&gate=invite`,
      "#cap=4&cap=5",
    ]
  ) assert.deepEqual(readPlace(at("/r/x", hash)), { name: "bad-settings" }, hash);
});

Deno.test("a key that was cut off is an error and never an open room", () => {
  for (
    const hash of [
      "#k=",
      "#k=short",
      `#k=${KEY}x`,
      `#k=${KEY.slice(1)}`,
      "#k=%00",
      "#k=ä",
      `#k=${KEY}&k=${KEY}`,
    ]
  ) {
    assert.deepEqual(readPlace(at("/r/x", hash)), { name: "bad-key" }, hash);
  }
});

Deno.test("an address without a usable name is refused", () => {
  for (const path of ["/r/", "/r/%F0%9F%98%80", "/r/---", "/r/%"]) {
    assert.deepEqual(readPlace(at(path)), { name: "bad-room" }, path);
  }
});

Deno.test("the invitation and the broker's address follow the page's", () => {
  const link = { room: "x", settings: DEFAULT_SETTINGS };
  assert.equal(inviteLink(at("/"), { ...link, key: KEY }), `https://kibitz.test/r/x#k=${KEY}`);
  assert.equal(inviteLink(at("/"), { ...link, key: null }), "https://kibitz.test/r/x");
  assert.equal(brokerAddress(at("/")), "wss://kibitz.test/signal");
  assert.equal(brokerAddress(at("/", "", "http:")), "ws://kibitz.test/signal");
});

Deno.test("the path behind /r/ is a room, another spelling of one, or refused", () => {
  assert.deepEqual(readRoomPath("blue-river"), { name: "here", room: "blue-river" });
  for (const part of ["Blue%20River", "blue_river", "blue-river-", "BLUE-RIVER"]) {
    assert.deepEqual(readRoomPath(part), { name: "elsewhere", room: "blue-river" }, part);
  }
  assert.deepEqual(readRoomPath("a$'b"), { name: "elsewhere", room: "a-b" });
  assert.deepEqual(readRoomPath("..%2f..%2fetc"), { name: "elsewhere", room: "etc" });
  assert.deepEqual(readRoomPath("a".repeat(10_000)), { name: "elsewhere", room: "a".repeat(40) });
  for (const part of ["%E0%A4%A", "%F0%9F%98%80", "", "..", "%00"]) {
    assert.deepEqual(readRoomPath(part), { name: "refused" }, part);
  }
});
