import {
  type Chromium,
  type ChromiumOptions,
  ensureChromium,
  launchChromium,
} from "../browsers/chromium.ts";
import { canInstall, ensureDebianPackage } from "./debian.ts";

/** A machine of its own, as far as its network goes. It has one address, on the network's bridge. */
export interface Namespace {
  readonly name: string;
  readonly address: string;
  /** Starts a Chromium in here. `secure` is an http origin that it shall take for a safe one. */
  launchChromium(options: ChromiumOptions & { readonly secure: string }): Promise<Chromium>;
  /** Drops what goes to and comes from these addresses, or any when none is given, without a word. */
  cut(...addresses: readonly string[]): Promise<void>;
  /** Ends every cut. */
  heal(): Promise<void>;
  /**
   * Gives it another address in place of the one it has, as another network does. In between it has
   * none for as long as `without` takes: a browser that doesn't see that says nothing of the change.
   * Returns the new one.
   */
  moveAddress(without: () => Promise<unknown>): Promise<string>;
}

/** Namespaces joined by a bridge. All of it is gone when the block that holds it ends. */
export interface Network extends AsyncDisposable {
  /** This machine's own address on the bridge: where a site or coturn for the namespaces listens. */
  readonly host: string;
  readonly namespaces: readonly [Namespace, Namespace, ...Namespace[]];
}

/** Everything here begins with this, and goes on with the process that made it and a letter. */
const PREFIX = "kbz";

/** How many networks this process has made; names of links have 15 characters at most. */
let made = 0;

/** Says in a sentence why this machine can make no network namespaces; null when it can. */
export async function whyNoNamespaces(): Promise<string | null> {
  if (!await canInstall()) return "network namespaces need Linux, root and apt-get";
  try {
    await using _ = await openNetwork();
    return null;
  } catch (error) {
    return `network namespaces can't be made here: ${(error as Error).message}`;
  }
}

/** Makes two namespaces, or more. Everyone reaches everyone, and nothing outside of the bridge. */
export async function openNetwork(count = 2): Promise<Network> {
  await ensureDebianPackage("iproute2", { command: "ip" });
  await ensureDebianPackage("nftables", { command: "nft" });
  await sweep();
  await using stack = new AsyncDisposableStack();
  const { bridge, subnet } = await makeBridge(stack);
  const namespaces: Namespace[] = [];
  for (let index = 0; index < count; index++) {
    namespaces.push(await makeNamespace(stack, bridge, subnet, index));
  }
  const [first, second, ...more] = namespaces;
  if (first === undefined || second === undefined) throw new RangeError("at least two namespaces");
  const kept = stack.move();
  return {
    host: `${subnet}.1`,
    namespaces: [first, second, ...more],
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function makeBridge(stack: AsyncDisposableStack) {
  const bridge = `${PREFIX}${Deno.pid}b${made++}`;
  await ip("link", "add", bridge, "type", "bridge");
  stack.defer(() => ip("link", "delete", bridge));
  const subnet = await freeSubnet();
  await ip("address", "add", `${subnet}.1/24`, "dev", bridge);
  await ip("link", "set", bridge, "up");
  return { bridge, subnet };
}

/** Three numbers of a private network that this machine has no route to yet. */
async function freeSubnet(): Promise<string> {
  const routes = await said("route");
  for (let third = Deno.pid % 200; third < 255; third++) {
    if (!routes.includes(`10.213.${third}.`)) return `10.213.${third}`;
  }
  throw new Error("every test network is in use");
}

async function makeNamespace(
  stack: AsyncDisposableStack,
  bridge: string,
  subnet: string,
  index: number,
): Promise<Namespace> {
  const name = `${bridge}n${index}`;
  const address = `${subnet}.${index + 2}`;
  await ip("netns", "add", name);
  stack.defer(() => ip("netns", "delete", name));
  const port = `${bridge}v${index}`;
  await ip("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
  // A namespace outlives its name while a process is in it; its way out goes at once.
  stack.defer(() => ip("link", "delete", port));
  await ip("link", "set", port, "master", bridge, "up");
  await ip("-n", name, "link", "set", "lo", "up");
  await ip("-n", name, "address", "add", `${address}/24`, "dev", "eth0");
  // Without this it gets a second address within two seconds, and a browser that sees its network
  // change gives up the requests that it has under way.
  await ip("-n", name, "link", "set", "eth0", "addrgenmode", "none");
  await ip("-n", name, "link", "set", "eth0", "up");
  // Without a default route a browser takes itself to be offline.
  await ip("-n", name, "route", "add", "default", "via", `${subnet}.1`);
  return {
    name,
    address,
    launchChromium: (options) => launchInside(name, options),
    cut: (...addresses) => nft(name, dropping(addresses)),
    heal: () => nft(name, `table inet cut\ndelete table inet cut\n`),
    async moveAddress(without) {
      const next = `${subnet}.${100 + index}`;
      await ip("-n", name, "address", "flush", "dev", "eth0");
      await without();
      await ip("-n", name, "address", "add", `${next}/24`, "dev", "eth0");
      await ip("-n", name, "route", "add", "default", "via", `${subnet}.1`);
      return next;
    },
  };
}

async function launchInside(
  namespace: string,
  { secure, args = [], ...options }: ChromiumOptions & { readonly secure: string },
): Promise<Chromium> {
  const wrapper = await Deno.makeTempFile({ prefix: "kibitz-inside-", suffix: ".sh" });
  const chromium = await ensureChromium();
  await Deno.writeTextFile(
    wrapper,
    `#!/bin/sh\nexec ip netns exec ${namespace} ${chromium} "$@"\n`,
  );
  await Deno.chmod(wrapper, 0o755);
  try {
    return await launchChromium({
      ...options,
      executable: wrapper,
      args: [...args, `--unsafely-treat-insecure-origin-as-secure=${secure}`],
    });
  } finally {
    await Deno.remove(wrapper);
  }
}

function dropping(addresses: readonly string[]): string {
  const set = `{ ${addresses.join(", ")} }`;
  const [from, to] = addresses.length === 0 ? ["", ""] : [`ip saddr ${set}`, `ip daddr ${set}`];
  return `table inet cut {
    chain in { type filter hook input priority 0; iifname "eth0" ${from} drop; }
    chain out { type filter hook output priority 0; oifname "eth0" ${to} drop; }
  }\n`;
}

async function nft(namespace: string, rules: string): Promise<void> {
  const file = await Deno.makeTempFile({ prefix: "kibitz-rules-" });
  try {
    await Deno.writeTextFile(file, rules);
    await ip("netns", "exec", namespace, "nft", "-f", file);
  } finally {
    await Deno.remove(file);
  }
}

/** Removes what test processes that were killed have left behind. */
async function sweep(): Promise<void> {
  const dead = (name: string) => {
    const maker = new RegExp(`^${PREFIX}(\\d+)b`).exec(name)?.[1];
    return maker !== undefined && !isRunning(Number(maker));
  };
  for (const name of (await listed("netns")).filter(dead)) await ip("netns", "delete", name);
  for (const name of (await listed("link", "bridge")).filter(dead)) {
    await ip("link", "delete", name);
  }
}

function isRunning(pid: number): boolean {
  try {
    return Deno.statSync(`/proc/${pid}`).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The names of all namespaces, or of all links of a type. */
async function listed(what: "netns" | "link", type?: string): Promise<string[]> {
  const args = type === undefined ? [what, "list"] : ["-brief", what, "show", "type", type];
  return (await said(...args)).split("\n").map((line) => line.split(" ")[0]).filter(Boolean);
}

async function ip(...args: readonly string[]): Promise<void> {
  await said(...args);
}

/** Runs `ip`, and gives what it said. */
async function said(...args: readonly string[]): Promise<string> {
  const command = await ensureDebianPackage("iproute2", { command: "ip" });
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`"ip ${args.join(" ")}" failed: ${new TextDecoder().decode(stderr).trim()}`);
}
