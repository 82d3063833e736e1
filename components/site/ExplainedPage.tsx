import { ConnectionDiagram } from "./ConnectionDiagram.tsx";
import { DocPage } from "./DocPage.tsx";
import { readDoc } from "./docs.ts";
import { Page } from "./Page.tsx";

interface ExplainedPageProps {
  /** "security" or "threat-model": a document with a page of its own. */
  readonly name: "security" | "threat-model";
  readonly title: string;
}

/** A document about who can see what, under the picture of who is connected to whom. */
export function ExplainedPage({ name, title }: ExplainedPageProps) {
  const doc = readDoc(name);
  if (doc === null) {
    return (
      <Page title={title} current={`/${name}`}>
        <article class="prose">
          <h1>{title}</h1>
          <ConnectionDiagram relay />
          <p class="notice">This document is not in this version yet.</p>
        </article>
      </Page>
    );
  }
  return (
    <DocPage name={name} doc={doc}>
      <ConnectionDiagram relay />
    </DocPage>
  );
}
