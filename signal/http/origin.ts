/**
 * True when a page of this origin may use the service: the site's own pages, those that
 * `ALLOWED_ORIGINS` names, and programs that are no pages (they send no Origin).
 */
export function originAllowed(req: Request, allowed: ReadonlySet<string>): boolean {
  const origin = req.headers.get("origin");
  if (origin === null) {
    // Browsers leave Origin out of some requests, but then say where the request came from.
    const site = req.headers.get("sec-fetch-site");
    return site === null || site === "same-origin" || site === "none";
  }
  if (allowed.has(origin)) return true;
  // By host alone: behind a proxy that ends TLS, the request's own scheme is http.
  return URL.canParse(origin) && new URL(origin).host === new URL(req.url).host;
}

/** Lets a page of an allowed origin read an answer. The site's own pages may read it anyway. */
export function share(req: Request, allowed: ReadonlySet<string>, answer: Response): Response {
  const origin = req.headers.get("origin");
  if (origin !== null && allowed.has(origin)) {
    answer.headers.set("access-control-allow-origin", origin);
    answer.headers.set("cross-origin-resource-policy", "cross-origin");
  }
  answer.headers.append("vary", "Origin");
  return answer;
}
