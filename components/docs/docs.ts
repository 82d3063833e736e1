/// <reference types="vite/client" />
import { resolveDocLink } from "./doc_links.ts";
import { type Rendered, renderMarkdown } from "./markdown.ts";

// Read by the build, so that a running server never opens a file for a page.
const sources = import.meta.glob<string>("../../docs/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** In what order the documents are listed; others follow by name. */
const ORDER = ["README", "architecture", "engine", "protocol", "security", "threat-model"];

const byName = new Map(
  Object.entries(sources).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ""), text]),
);

const rendered = new Map<string, Rendered>();

/** The names of every document, such as "architecture", in the order in which they are listed. */
export const docNames: readonly string[] = [...byName.keys()].sort((a, b) =>
  rank(a) - rank(b) || (a < b ? -1 : 1)
);

/** The document docs/<name>.md as HTML; null when there is none of that name. */
export function readDoc(name: string): Rendered | null {
  const source = byName.get(name);
  if (source === undefined) return null;
  const known = rendered.get(name);
  if (known !== undefined) return known;
  const fresh = renderMarkdown(source, resolveDocLink);
  rendered.set(name, fresh);
  return fresh;
}

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at === -1 ? ORDER.length : at;
}
