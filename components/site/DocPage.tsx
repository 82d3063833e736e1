import type { ComponentChildren } from "preact";
import { docPath } from "./doc_links.ts";
import { docNames, readDoc } from "./docs.ts";
import type { Rendered } from "./markdown.ts";
import { Page } from "./Page.tsx";

interface DocPageProps {
  /** The document's name, such as "architecture". */
  readonly name: string;
  readonly doc: Rendered;
  /** What stands between the title and the text, such as a diagram. */
  readonly children?: ComponentChildren;
}

/** A document from docs/ as a page: the list of documents, the text, and what is in it. */
export function DocPage({ name, doc, children }: DocPageProps) {
  const path = docPath(name);
  return (
    <Page title={doc.title || name} description={doc.summary} current={path}>
      <div class="doc">
        <nav class="doc-list" aria-label="Documents">
          <ul class="plain">
            {docNames.map((other) => (
              <li key={other}>
                <a href={docPath(other)} aria-current={other === name ? "page" : undefined}>
                  {readDoc(other)?.title || other}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <article class="prose">
          <h1>{doc.title || name}</h1>
          {children}
          {/* Made from our own documents by markdown-it, with raw HTML turned into text. */}
          <div dangerouslySetInnerHTML={{ __html: doc.html }} />
        </article>
        {doc.headings.length > 2 && (
          <nav class="doc-toc" aria-label="On this page">
            <p>On this page</p>
            <ul class="plain">
              {doc.headings.map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </Page>
  );
}
