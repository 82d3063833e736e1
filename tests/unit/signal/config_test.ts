import assert from "node:assert/strict";
import { blockOf } from "../../../signal/http/client_address.ts";
import {
  addressKey,
  clientAddress,
  ConfigError,
  readListenAddress,
  readSettings,
} from "../../../signal/mod.ts";

Deno.test("with nothing set, everything has its default", () => {
  const settings = readSettings({});
  assert.equal(settings.peerKey, "peerjs");
  assert.equal(settings.limits.frameBytes, 262_144);
  assert.deepEqual(settings.ice, { kind: "stun", ttlMs: 3_600_000, stun: [] });
  assert.deepEqual(readListenAddress({ PORT: "" }), { hostname: "127.0.0.1", port: 8000 });
});

Deno.test("a wrong setting is named", () => {
  const wrong: [string, string[]][] = [
    ["STUN_URLS", ["stun.example.org", "http://x", "turn:x:1", "stun:a b", "stun:a:123456"]],
    ["ALLOWED_ORIGINS", ["example.org", "ftp://example.org", "https://example.org/path", "*"]],
    ["PEERJS_KEY", ["a b", "x".repeat(65)]],
    ["LIMIT_SOCKETS_PER_ADDRESS", ["0", "-1", "many", "1.5"]],
    ["LIMIT_FRAME_BYTES", ["1e999"]],
  ];
  for (const [variable, values] of wrong) {
    for (const value of values) {
      assert.throws(
        () => readSettings({ [variable]: value }),
        (error) =>
          error instanceof ConfigError && error.variable === variable &&
          error.message.includes(variable),
        `${variable}=${value}`,
      );
    }
  }
  for (const PORT of ["x", "-1", "65536"]) {
    assert.throws(() => readListenAddress({ PORT }), /PORT/);
  }
});

Deno.test("lists are split, and limits are read from the variable of their name", () => {
  const settings = readSettings({
    STUN_URLS: "stun:a.example:3478, stuns:b.example ,stun:[::1]:3478",
    ALLOWED_ORIGINS: "https://a.example,http://localhost:3000/",
    LIMIT_FRAMES_PER_SECOND: "7",
  });
  assert.deepEqual(settings.ice.stun, [{
    urls: ["stun:a.example:3478", "stuns:b.example", "stun:[::1]:3478"],
  }]);
  assert.deepEqual([...settings.allowedOrigins], ["https://a.example", "http://localhost:3000"]);
  assert.equal(settings.limits.framesPerSecond, 7);
});

Deno.test("one IPv4 address, or one /56 network in IPv6, counts as one client", () => {
  assert.equal(addressKey("192.0.2.1"), "192.0.2.1");
  assert.equal(addressKey("2001:db8:1:2:3:4:5:6"), "2001:db8:1:0::");
  assert.equal(addressKey("2001:0DB8:1:02ff::9"), "2001:db8:1:200::");
  assert.equal(addressKey("2001:db8:1:2fe:ffff::"), "2001:db8:1:200::");
  assert.notEqual(addressKey("2001:db8:1:100::9"), addressKey("2001:db8:1:200::9"));
  assert.equal(addressKey("2001:db8::1"), "2001:db8:0:0::");
  assert.equal(addressKey("::1"), "0:0:0:0::");
  assert.equal(addressKey("fe80::1%eth0"), "fe80:0:0:0::");
  assert.equal(addressKey("unknown"), "unknown");
});

Deno.test("an IPv4 address counts as itself in every spelling that has one owner", () => {
  const spellings = [
    // Mapped, translated, NAT64 of the Internet and of a network of one's own, 6to4.
    ...[
      "::ffff:192.0.2.1",
      "::FFFF:C000:0201",
      "0:0:0:0:0:ffff:192.0.2.1",
      "::ffff:192.0.2.1%eth0",
    ],
    ...["::ffff:0:192.0.2.1", "64:ff9b::192.0.2.1", "64:ff9b::c000:201", "64:ff9b:1::c000:201"],
    ...["2002:c000:0201::1", "2002:C000:201:ffff:1:2:3:4"],
  ];
  for (const spelling of spellings) assert.equal(addressKey(spelling), "192.0.2.1", spelling);
  // These only look like them.
  for (const other of ["2001:db8::ffff:c000:201", "2003:c000:201::1", "64:ff9b:2::c000:201"]) {
    assert.notEqual(addressKey(other), "192.0.2.1", other);
  }
});

Deno.test("an IPv4 /24 and an IPv6 /48 are one block of addresses", () => {
  const block = (address: string) => blockOf(addressKey(address));
  assert.equal(block("192.0.2.1"), "192.0.2.0/24");
  assert.equal(block("192.0.2.255"), block("::ffff:192.0.2.1"));
  assert.notEqual(block("192.0.3.1"), block("192.0.2.1"));
  assert.equal(block("2001:db8:1:ff00::1"), "2001:db8:1::/48");
  assert.equal(block("2001:db8:1::1"), block("2001:db8:1:ff00::1"));
  assert.notEqual(block("2001:db8:2::1"), block("2001:db8:1::1"));
  assert.equal(block("unknown"), "unknown");
});

Deno.test("behind trusted proxies the client's address is what the outermost of them saw", () => {
  const runtime = { deno: { info: { remoteAddr: { hostname: "10.0.0.9" } } } };
  const from = (forwarded: string | null, proxies: number) =>
    clientAddress(
      new Request("http://here/", {
        headers: forwarded === null ? {} : { "x-forwarded-for": forwarded },
      }),
      runtime,
      proxies,
    );
  assert.equal(from("192.0.2.1", 0), "10.0.0.9");
  assert.equal(from("192.0.2.1", 1), "192.0.2.1");
  assert.equal(from("6.6.6.6, 192.0.2.1", 1), "192.0.2.1");
  assert.equal(from("6.6.6.6, 192.0.2.1, 10.1.1.1", 2), "192.0.2.1");
  assert.equal(from("2001:db8:1:2::9", 1), "2001:db8:1:0::");
  assert.equal(from("::ffff:c000:201", 1), "192.0.2.1");
  assert.equal(from(null, 1), "10.0.0.9");
  assert.equal(from("nonsense", 1), "10.0.0.9");
  assert.equal(from("192.0.2.1", 2), "10.0.0.9");
  assert.equal(clientAddress(new Request("http://here/"), undefined, 0), "unknown");
});
