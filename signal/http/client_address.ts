import { isIP } from "node:net";
import { z } from "zod";

/** The key for connections whose address is not known (the development server's). */
const UNKNOWN = "unknown";

/** Where Deno's own request information is, in what Fresh passes on as `ctx.runtime`. */
const runtimeSchema = z.object({
  deno: z.object({ info: z.object({ remoteAddr: z.object({ hostname: z.string() }) }) }),
});

/**
 * The key under which a request counts when limits are kept per address. Behind `trustedProxies`
 * proxies, each of which adds the address that it was called from to `X-Forwarded-For`, it is the
 * one that the outermost of them saw; what stands before that, anybody may have made up.
 */
export function clientAddress(req: Request, runtime: unknown, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = req.headers.get("x-forwarded-for")?.split(",") ?? [];
    const forwarded = hops.at(-trustedProxies)?.trim() ?? "";
    if (hops.length >= trustedProxies && isIP(forwarded) !== 0) return addressKey(forwarded);
  }
  const parsed = runtimeSchema.safeParse(runtime);
  return parsed.success ? addressKey(parsed.data.deno.info.remoteAddr.hostname) : UNKNOWN;
}

/**
 * What counts as one client when limits are kept per address: an IPv4 address, or the /56 network of
 * an IPv6 address, which is what one home or one server is given to use every address of. An IPv4
 * address counts as itself in every spelling that has one owner: mapped, 6to4 and NAT64.
 */
export function addressKey(address: string): string {
  const plain = address.split("%")[0].toLowerCase();
  if (isIP(plain) !== 6) return plain;
  const groups = groupsOf(plain);
  const embedded = embeddedIpv4(groups);
  if (embedded !== null) return embedded;
  const [first, second, third, fourth] = groups;
  return `${[first, second, third, fourth & 0xff00].map((each) => each.toString(16)).join(":")}::`;
}

/**
 * The block that a client's key belongs to: an IPv4 /24 or an IPv6 /48, about the most that somebody
 * gets for the asking. It holds many people who have nothing to do with each other, so it has a much
 * larger share of everything than one address, and still leaves most to the others.
 */
export function blockOf(key: string): string {
  const parts = key.split(":");
  if (parts.length > 3) return `${parts.slice(0, 3).join(":")}::/48`;
  const dot = key.lastIndexOf(".");
  return dot === -1 ? key : `${key.slice(0, dot)}.0/24`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head, tail] = address.split("::");
  const before = numbers(head);
  if (tail === undefined) return before;
  const after = numbers(tail);
  return [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
}

/** The numbers of one side of an address, whose last two may be written as in IPv4. */
function numbers(part: string): number[] {
  return part.split(":").filter((each) => each !== "").flatMap((each) => {
    const bytes = each.split(".").map(Number);
    return bytes.length === 4
      ? [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
      : [Number.parseInt(each, 16)];
  });
}

/** The IPv4 address that an IPv6 address is only another spelling of; null for all others. */
function embeddedIpv4(groups: readonly number[]): string | null {
  const [first, second, third, , , sixth, seventh, eighth] = groups;
  const begins = (...prefix: number[]) => prefix.every((each, n) => groups[n] === each);
  // ::ffff:a.b.c.d, mapped, and ::ffff:0:a.b.c.d, translated.
  if (begins(0, 0, 0, 0, 0) && sixth === 0xffff) return dotted(seventh, eighth);
  if (begins(0, 0, 0, 0, 0xffff, 0)) return dotted(seventh, eighth);
  // 64:ff9b::/96 and the local 64:ff9b:1::/48: a translator writes its IPv4 clients so.
  if (begins(0x64, 0xff9b, 0, 0, 0, 0) || begins(0x64, 0xff9b, 1)) return dotted(seventh, eighth);
  // 2002:a.b.c.d::/48, 6to4: whoever has the IPv4 address has all of these.
  return first === 0x2002 ? dotted(second, third) : null;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
