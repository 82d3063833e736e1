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
 * What counts as one client when limits are kept per address: an IPv4 address, or the /64 network of
 * an IPv6 address, of which one machine can use every one.
 */
export function addressKey(address: string): string {
  const plain = address.split("%")[0].toLowerCase();
  if (!plain.includes(":")) return plain;
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped !== null) return mapped[1];
  const [head, tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const rest = tail === "" ? [] : tail.split(":");
    while (groups.length + rest.length < 8) groups.push("0");
    groups.push(...rest);
  }
  return `${
    groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")
  }::`;
}
