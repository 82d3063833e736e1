import assert from "node:assert/strict";
import { docPath, resolveDocLink } from "../../../../components/docs/doc_links.ts";
import { renderMarkdown } from "../../../../components/docs/markdown.ts";

const keep = (href: string) => href;

Deno.test("raw HTML in a document stands there as text", () => {
  const { html } = renderMarkdown("Hi <script>alert(1)</script>\n\n<img src=x onerror=y>", keep);
  assert.doesNotMatch(html, /<script|<img/);
  assert.match(html, /&lt;script&gt;/);
});

Deno.test("a link to a script is not made", () => {
  const { html } = renderMarkdown("[a](javascript:alert(1)) [b](data:text/html,x)", keep);
  assert.doesNotMatch(html, /href/);
});

Deno.test("title, summary and headings come from the text", () => {
  const page = renderMarkdown(
    "# The `lib` folder\n\nOne\nline.\n\n## Why & how\n\n## Why & how\n",
    keep,
  );
  assert.equal(page.title, "The lib folder");
  assert.equal(page.summary, "One line.");
  assert.deepEqual(page.headings, [
    { id: "why--how", text: "Why & how" },
    { id: "why--how-1", text: "Why & how" },
  ]);
  assert.match(page.html, /<h2 id="why--how-1">/);
  assert.doesNotMatch(page.html, /<h1/, "the page around it draws the title");
});

Deno.test("a document without a main heading keeps all of its text", () => {
  const page = renderMarkdown("## Part\n\nText.", keep);
  assert.equal(page.title, "");
  assert.match(page.html, /<h2 id="part">Part<\/h2>/);
});

Deno.test("an empty document is an empty page", () => {
  assert.deepEqual(renderMarkdown("", keep), { title: "", summary: "", headings: [], html: "" });
});

Deno.test("links between documents lead to their pages, and others keep their words only", () => {
  const { html } = renderMarkdown(
    "[p](protocol.md#frames) [s](./security.md) [l](../lib/mod.ts) [**x**](https://x.example/)",
    resolveDocLink,
  );
  assert.equal(
    html,
    `<p><a href="/docs/protocol#frames">p</a> <a href="/security">s</a> l ` +
      `<a href="https://x.example/"><strong>x</strong></a></p>\n`,
  );
});

Deno.test("a picture from static/ is shown, and one that the site does not serve is its words", () => {
  const { html } = renderMarkdown(
    "![a *map*](../static/diagrams/map.svg) ![nothing](../secret.png)",
    resolveDocLink,
  );
  assert.equal(
    html,
    `<p tabindex="0" role="region" aria-label="Picture"><img src="/diagrams/map.svg" alt="a map"> nothing</p>\n`,
  );
});

Deno.test("every document has one page", () => {
  assert.equal(docPath("README"), "/docs");
  assert.equal(docPath("threat-model"), "/threat-model");
  assert.equal(docPath("architecture"), "/docs/architecture");
  assert.equal(resolveDocLink("//evil.example"), null);
  assert.equal(resolveDocLink("../README.md"), null);
  assert.equal(resolveDocLink("#here"), "#here");
});

Deno.test("a wide table or code block can be scrolled by keyboard", () => {
  const { html } = renderMarkdown("|a|\n|-|\n|b|\n\n```\nx\n```\n", keep);
  assert.match(html, /<div class="scroll" tabindex="0"[^>]*><table>/);
  assert.match(html, /<div class="scroll" tabindex="0"[^>]*><pre><code>x/);
});
