import { NotFoundError } from "fresh/errors";
import { docPath } from "./doc_links.ts";
import { docNames, readDoc } from "./docs.ts";
import { Page } from "../page/Page.tsx";

interface DocPageProps {
  /** The document's name, such as "architecture". */
  readonly name: string;
}

/**
 * A document from docs/ as a page: the list of documents, the text, and what is in it.
 * Throws `NotFoundError` when there is none of that name.
 */
export function DocPage({ name }: DocPageProps) {
  const doc = readDoc(name);
  if (doc === null) throw new NotFoundError();
  const path = docPath(name);
  return (
    <Page title={doc.title || name} description={doc.summary} current={path}>
      {/* Documents are in English, whatever is around them. */}
      <div class="doc" lang="en" dir="ltr">
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
