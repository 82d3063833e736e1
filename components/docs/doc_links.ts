/** The page that shows docs/<name>.md. */
export function docPath(name: string): string {
  if (name === "README") return "/docs";
  return name === "security" || name === "threat-model" ? `/${name}` : `/docs/${name}`;
}

/**
 * Where a link or a picture inside docs/ leads on the site: other documents become their pages; addresses and
 * anchors stay; what lies in static/ is served from the root; any other file gives null.
 */
export function resolveDocLink(href: string): string | null {
  if (/^(https?:|mailto:|#|\/(?!\/))/.test(href)) return href;
  if (href.startsWith("../static/")) return href.slice("../static".length);
  const parts = href.match(/^(?:\.\/)?([A-Za-z0-9-]+)\.md(#.*)?$/);
  return parts === null ? null : docPath(parts[1]) + (parts[2] ?? "");
}
