import MarkdownIt, { type Token } from "markdown-it";

/** A heading of the second level, for a page's table of contents. */
export interface Heading {
  readonly id: string;
  readonly text: string;
}

/** A Markdown text made into HTML, and what a page around it wants to know. */
export interface Rendered {
  /** The text of the main heading that the source begins with; empty when it does not. */
  readonly title: string;
  /** The text of the first paragraph; empty when there is none. */
  readonly summary: string;
  readonly headings: readonly Heading[];
  /** What follows the title. Safe to put into a page: raw HTML in the source stands there as text. */
  readonly html: string;
}

/** Where a link or a picture of the source leads on the site; null drops it and keeps its words. */
export type Resolve = (href: string) => string | null;

/**
 * Renders Markdown (CommonMark with tables) on the server. Headings get ids in the way that
 * repository viewers make them, so that `#a-heading` works in both places.
 */
export function renderMarkdown(source: string, resolve: Resolve): Rendered {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  makeScrollable(markdown);
  const tokens = markdown.parse(source, {});
  const headings = nameHeadings(tokens);
  for (const [at, token] of tokens.entries()) {
    if (token.children === null) continue;
    token.children = resolveLinks(token.children, resolve);
    if (token.children.some(({ type }) => type === "image")) letScroll(tokens[at - 1]);
  }
  // A heading is three tokens: its opening, its text, its end.
  const titled = tokens[0]?.tag === "h1";
  return {
    title: titled ? plainText(tokens[1]) : "",
    summary: plainText(tokens.find((_, at) => tokens[at - 1]?.type === "paragraph_open")),
    headings,
    html: markdown.renderer.render(titled ? tokens.slice(3) : tokens, markdown.options, {}),
  };
}

/** Puts tables and code, which may be wider than a phone, into boxes that a keyboard can scroll. */
function makeScrollable({ renderer }: InstanceType<typeof MarkdownIt>): void {
  const box = (label: string) =>
    `<div class="scroll" tabindex="0" role="region" aria-label="${label}">`;
  renderer.rules.table_open = () => `${box("Table")}<table>`;
  renderer.rules.table_close = () => `</table></div>`;
  for (const kind of ["fence", "code_block"]) {
    const inner = renderer.rules[kind];
    if (inner === undefined) throw new Error(`markdown-it has no rule "${kind}"`);
    renderer.rules[kind] = (...args) => `${box("Code")}${inner(...args)}</div>`;
  }
}

/** A paragraph's picture, which may be wider than a phone, can be scrolled by a keyboard as well. */
function letScroll(paragraph: Token): void {
  for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", "Picture"]]) {
    paragraph.attrSet(name, value);
  }
}

/** Gives each heading an id of its own, and answers those of the second level. */
function nameHeadings(tokens: Token[]): Heading[] {
  const taken = new Map<string, number>();
  const found: Heading[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type !== "heading_open") continue;
    const text = plainText(tokens[at + 1]);
    const slug = text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    const id = before === 0 ? slug : `${slug}-${before}`;
    token.attrSet("id", id);
    if (token.tag === "h2") found.push({ id, text });
  }
  return found;
}

/** Points links where the site has them. Links do not nest, so one remembered answer is enough. */
function resolveLinks(tokens: Token[], resolve: Resolve): Token[] {
  let dropped = false;
  return tokens.filter((token) => {
    if (token.type === "link_open") {
      const href = resolve(String(token.attrGet("href") ?? ""));
      dropped = href === null;
      if (href !== null) token.attrSet("href", href);
      return !dropped;
    }
    if (token.type === "image") placeImage(token, resolve);
    return !(token.type === "link_close" && dropped);
  });
}

function placeImage(token: Token, resolve: Resolve): void {
  const src = resolve(String(token.attrGet("src") ?? ""));
  if (src !== null) return token.attrSet("src", src);
  token.type = "text";
  token.content = plainText(token);
}

function plainText(token: Token | undefined): string {
  return (token?.children ?? [])
    .map((child) => child.type === "softbreak" ? " " : child.content).join("");
}
