import { contentSecurityPolicy, PERMISSIONS_POLICY } from "./content_security_policy.ts";
import { badTarget } from "./request_target.ts";

/**
 * Runs the site for one request and puts the security headers on whatever it answers: pages, files,
 * refusals and failures alike. An accepted WebSocket goes back untouched. `behindProxy` says that
 * `X-Forwarded-Proto` comes from a proxy of ours.
 */
export async function secured(
  req: Request,
  answer: (req: Request) => Response | Promise<Response>,
  behindProxy = false,
): Promise<Response> {
  // Request targets that are no URL, such as those of proxies, end here too.
  const url = URL.canParse(req.url) ? new URL(req.url) : null;
  const bad = url === null
    ? { status: 400, message: "This address is malformed." }
    : badTarget(url);
  const response = bad === null
    ? await answered(() => answer(req))
    : plain(bad.status, bad.message);
  if (response.status === 101) return response;
  const forwarded = behindProxy ? req.headers.get("x-forwarded-proto") : null;
  return await dressed(req, url, forwarded === "https" || url?.protocol === "https:", response);
}

/** The answer, or where there is none because something failed, a plain one that says so. */
export async function answered(
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    // Messages may quote addresses and room names, which no log may hold; the frames do not.
    const stack = error instanceof Error ? error.stack?.split("\n    at ").slice(1) ?? [] : [];
    console.error(["A request failed", ...stack].join("\n    at "));
    return plain(500, "Something went wrong on the server. Please try again.");
  }
}

async function dressed(
  req: Request,
  url: URL | null,
  https: boolean,
  response: Response,
): Promise<Response> {
  const headers = new Headers(response.headers);
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  setSecurityHeaders(headers, nonce, url);
  if (https) {
    headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  if (isPage) {
    headers.set("cache-control", headers.get("cache-control") ?? "no-cache");
    // Pages come in the language that is asked for, or that was chosen on the device.
    headers.append("vary", "accept-language, cookie");
  }
  if (response.ok && url !== null && url.pathname.startsWith("/assets/")) {
    // The build puts a hash of the content into each of these names.
    headers.set("cache-control", "public, max-age=31536000, immutable");
  }
  const init = { status: response.status, statusText: response.statusText, headers };
  const compressed = headers.has("content-encoding");
  if (!isPage || compressed || response.body === null || req.method === "HEAD") {
    if (isPage && !compressed) headers.delete("content-length");
    return new Response(req.method === "HEAD" ? null : response.body, init);
  }
  headers.delete("content-length");
  // A tag with another page's nonce would not run, so no page may be taken for unchanged.
  headers.delete("etag");
  headers.delete("last-modified");
  return new Response(withNonce(await response.text(), nonce), init);
}

function setSecurityHeaders(headers: Headers, nonce: string, url: URL | null): void {
  headers.set("content-security-policy", contentSecurityPolicy(nonce, url?.host ?? ""));
  headers.set("permissions-policy", PERMISSIONS_POLICY);
  headers.set("referrer-policy", "no-referrer");
  headers.set("x-content-type-options", "nosniff");
  headers.set("cross-origin-opener-policy", "same-origin");
  if (!headers.has("cross-origin-resource-policy")) {
    headers.set("cross-origin-resource-policy", "same-origin");
  }
}

/** Puts the nonce on every script of a page. What people typed is escaped, so it holds no tag. */
function withNonce(html: string, nonce: string): string {
  return html.replace(/<script(?=[\s>])/gi, () => `<script nonce="${nonce}"`);
}

function plain(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
