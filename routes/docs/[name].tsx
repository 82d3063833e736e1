import { NotFoundError } from "fresh/errors";
import type { HandlerContext, PageProps } from "fresh/types";
import { docPath } from "../../components/site/doc_links.ts";
import { DocPage } from "../../components/site/DocPage.tsx";
import { readDoc } from "../../components/site/docs.ts";
import type { Rendered } from "../../components/site/markdown.ts";

interface Data {
  readonly name: string;
  readonly doc: Rendered;
}

export const handlers = {
  GET(ctx: HandlerContext<{ name: string }>) {
    // `params.name` is whatever stood in the URL, so it is only ever looked up, never opened.
    const { name } = ctx.params;
    const doc = readDoc(name);
    if (doc === null) throw new NotFoundError();
    const path = docPath(name);
    return path === `/docs/${name}` ? { data: { name, doc } } : ctx.redirect(path, 308);
  },
};

/** `/docs/<name>`: one document. */
export default function Doc({ data }: PageProps<Data>) {
  return <DocPage name={data.name} doc={data.doc} />;
}
