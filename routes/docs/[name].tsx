import type { HandlerContext, PageProps } from "fresh/types";
import { docPath } from "../../components/docs/doc_links.ts";
import { DocPage } from "../../components/docs/DocPage.tsx";
import { docNames } from "../../components/docs/docs.ts";

export const handlers = {
  GET(ctx: HandlerContext<{ name: string }>) {
    // The name is whatever stood in the URL, so it is only ever looked up, never opened.
    const { name } = ctx.params;
    const elsewhere = docNames.includes(name) && docPath(name) !== `/docs/${name}`;
    return elsewhere ? ctx.redirect(docPath(name), 308) : { data: name };
  },
};

/** `/docs/<name>`: one document. */
export default function Doc({ data }: PageProps<string>) {
  return <DocPage name={data} />;
}
