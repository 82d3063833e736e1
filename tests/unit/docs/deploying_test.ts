import assert from "node:assert/strict";
import { BROKER_CLOSE, ROUTED_TYPES } from "../../../lib/wire/broker.ts";
import { limitVariable } from "../../../signal/limits.ts";
import { DEFAULT_LIMITS } from "../../../signal/mod.ts";
import { ROOT } from "../../helpers/paths.ts";
import { relayCommand } from "../signal/edge_helpers.ts";

/** The documents that describe the edge; both may be parts of a larger one some day. */
async function documents(): Promise<string> {
  let all = "";
  for await (const { name } of Deno.readDir(new URL("docs/", ROOT))) {
    if (name.endsWith(".md")) all += await Deno.readTextFile(new URL(`docs/${name}`, ROOT));
  }
  // Tables are padded with spaces.
  return all.replace(/ +/g, " ");
}

Deno.test("the documents name every close code with its reason, every type and every limit", async () => {
  const text = await documents();
  for (const { code, reason } of Object.values(BROKER_CLOSE)) {
    assert.ok(text.includes(`| ${code} | ${reason} |`), `${code} ${reason}`);
  }
  for (const type of ROUTED_TYPES) assert.ok(text.includes(type));
  for (const name of Object.keys(DEFAULT_LIMITS)) assert.ok(text.includes(name), name);
});

Deno.test("the documents name every setting that the code reads", async () => {
  const text = await documents();
  const limits = new Set(
    (Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[]).map(limitVariable),
  );
  const read = new Set<string>();
  for await (const path of sources(new URL("signal/", ROOT))) {
    for (
      const [, name] of (await Deno.readTextFile(path)).matchAll(/env(?:, "|\.)([A-Z][A-Z_]+)/g)
    ) {
      read.add(name);
    }
  }
  assert.ok(read.size > 10, "the search for settings finds none: mend it");
  for (const name of read) {
    // Deno Deploy sets its own variables itself.
    if (!limits.has(name) && !name.startsWith("DENO_")) {
      assert.ok(text.includes(`\`${name}\``), name);
    }
  }
});

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}

/** The number that an address is; IPv4 addresses come after all IPv6 addresses. */
function numberOf(address: string): bigint {
  if (!address.includes(":")) {
    return address.split(".").reduce((sum, part) => sum << 8n | BigInt(part), 1n << 96n);
  }
  const [head, tail = ""] = address.split("::");
  const parts = (text: string) => text.split(":").filter((part) => part !== "");
  const zeros = 8 - parts(head).length - parts(tail).length;
  const groups = [...parts(head), ...Array(address.includes("::") ? zeros : 0).fill("0")];
  const all = [...groups, ...parts(tail)];
  assert.equal(all.length, 8, address);
  return all.reduce((sum, part) => sum << 16n | BigInt(`0x${part}`), 0n) + (1n << 130n);
}

Deno.test("the relay of the documents reaches nobody in the operator's own network", async () => {
  const words = await relayCommand();
  assert.ok(words.includes("--no-tcp-relay"));
  assert.ok(words.includes("--no-multicast-peers"));
  const ranges = words.filter((word) => word.startsWith("--denied-peer-ip=")).map((word) =>
    word.slice("--denied-peer-ip=".length).split("-").map(numberOf)
  );
  const denied = (address: string) => {
    const n = numberOf(address);
    return ranges.some(([first, last]) => first <= n && n <= last);
  };
  for (const [first, last] of ranges) assert.ok(first <= last);
  const inside = [
    // This machine, its network, the provider's, carriers' NAT, link-local and metadata services.
    ...["0.0.0.0", "0.255.255.255", "127.0.0.1", "127.255.255.255"],
    ...["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0"],
    ...["192.168.255.255", "100.64.0.0", "100.100.100.200", "100.127.255.255"],
    ...["169.254.0.0", "169.254.169.254", "169.254.255.255", "192.0.0.192", "168.63.129.16"],
    // For documents, tests and relays of another age; multicast, reserved and broadcast.
    ...["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.0", "198.19.255.255", "192.88.99.1"],
    ...["224.0.0.0", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    // The same in IPv6, and IPv4 in its wrappings.
    ...["::1", "::a00:1", "::ffff:a00:1", "::ffff:7f00:1", "64:ff9b::a00:1"],
    ...["64:ff9b:1::a00:1", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "100::1", "2001::1"],
    ...["2001:db8::1", "2002:a00:1::1", "2002:7f00:1::1", "fc00::1", "fd00:ec2::254"],
    ...["fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::1", "febf::1", "fec0::1", "ff02::1"],
    ...["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ];
  for (const address of inside) assert.ok(denied(address), address);
  const outside = [
    ...["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255"],
    ...["172.32.0.0", "192.167.255.255", "192.169.0.0", "169.253.255.255", "198.20.0.0"],
    ...["223.255.255.255", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00::1", "2003::1"],
  ];
  for (const address of outside) assert.ok(!denied(address), address);
});
