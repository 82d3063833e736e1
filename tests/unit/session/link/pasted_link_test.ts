import assert from "node:assert/strict";
import {
  OPENING_MAX,
  readOpening,
  type RefusalReason,
} from "../../../../session/link/pasted_link.ts";

const HERE = "https://calls.example";
const KEY = "AAECAwQFBgcICQoLDA0ODw";

Deno.test("a room's link opens it, with the whole fragment", () => {
  const links = [
    `https://calls.example/r/amber-otter-41#k=${KEY}`,
    `  https://calls.example/r/amber-otter-41#k=${KEY}\n`,
    `calls.example/r/amber-otter-41#k=${KEY}`,
    `/r/amber-otter-41#k=${KEY}`,
    `amber-otter-41#k=${KEY}`,
    `https://CALLS.example:443/r/Amber%20Otter%2041/#k=${KEY}`,
  ];
  for (const link of links) {
    assert.deepEqual(readOpening(link, HERE), {
      name: "room",
      href: `/r/amber-otter-41#k=${KEY}`,
      room: "amber-otter-41",
      keyed: true,
    }, link);
  }
});

Deno.test("what else the fragment carries goes along", () => {
  const opening = readOpening(`${HERE}/r/x#k=${KEY}&cap=4&host=name.Ada`, HERE);
  assert.equal(opening.name === "room" && opening.href, `/r/x#k=${KEY}&cap=4&host=name.Ada`);
});

Deno.test("a bare name opens a room without a key", () => {
  const rooms: [typed: string, room: string][] = [
    ["book club", "book-club"],
    ["Café", "cafe"],
    ["team: monday", "team-monday"],
    ["a$'b", "a-b"],
    ["x".repeat(200), "x".repeat(40)],
  ];
  for (const [typed, room] of rooms) {
    assert.deepEqual(
      readOpening(typed, HERE),
      { name: "room", href: `/r/${room}`, room, keyed: false },
      typed,
    );
  }
});

Deno.test("a local address with a port is a link, not a scheme", () => {
  assert.deepEqual(readOpening("localhost:8000/r/tea", "http://localhost:8000"), {
    name: "room",
    href: "/r/tea",
    room: "tea",
    keyed: false,
  });
});

Deno.test("a room of another host is named, never opened as one of ours", () => {
  assert.deepEqual(readOpening(`https://other.example/r/tea#k=${KEY}`, HERE), {
    name: "elsewhere",
    href: `https://other.example/r/tea#k=${KEY}`,
    host: "other.example",
  });
  assert.equal(readOpening("http://calls.example/r/tea", HERE).name, "elsewhere");
  assert.equal(readOpening("//other.example/r/tea", HERE).name, "elsewhere");
});

Deno.test("junk is refused, and the refusal says what is wrong", () => {
  const junk: [typed: string, reason: RefusalReason][] = [
    ["", "empty"],
    [" \n ", "empty"],
    ["x".repeat(OPENING_MAX + 1), "too-long"],
    ["https://calls.example/", "not-a-room"],
    ["https://calls.example/docs", "not-a-room"],
    ["https://calls.example/r/", "not-a-room"],
    ["https://calls.example/r/a/b", "not-a-room"],
    ["https://calls.example@evil.example/r/a", "not-a-room"],
    ["ftp://calls.example/r/a", "not-a-room"],
    ["javascript://calls.example/r/a", "not-a-room"],
    ["javascript:alert(1)", "not-a-room"],
    ["data:text/html,x", "not-a-room"],
    ["mailto:a@b.example", "not-a-room"],
    ["https://", "not-a-room"],
    ["../../etc/passwd", "not-a-room"],
    [`${HERE}/r/tea#k=${KEY.slice(1)}`, "bad-key"],
    [`${HERE}/r/tea#k=`, "bad-key"],
    ["tea#k=short", "bad-key"],
    [`${HERE}/r/tea#k=${KEY}&gate=list`, "bad-settings"],
    [`${HERE}/r/tea#k=${KEY}&host=key.short`, "bad-settings"],
    ["🦦🦦", "no-name"],
    ["$'$`$&", "no-name"],
    ["#k=" + KEY, "no-name"],
    [`${HERE}/r/%F0%9F%A6%A6`, "no-name"],
  ];
  for (const [typed, reason] of junk) {
    assert.deepEqual(readOpening(typed, HERE), { name: "refused", reason }, typed.slice(0, 80));
  }
});
