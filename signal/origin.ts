/**
 * True when a page of this origin may use the service: the site's own pages, those that
 * `ALLOWED_ORIGINS` names, and programs that are no pages (they send no Origin).
 */
export function originAllowed(req: Request, allowed: ReadonlySet<string>): boolean {
  const origin = req.headers.get("origin");
  if (origin === null || allowed.has(origin)) return true;
  // By host alone: behind a proxy that ends TLS, the request's own scheme is http.
  return URL.canParse(origin) && new URL(origin).host === requestHost(req);
}

/** The host and port that the client asked for. */
export function requestHost(req: Request): string {
  return new URL(req.url).host;
}
