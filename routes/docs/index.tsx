import { NotFoundError } from "fresh/errors";
import { DocPage } from "../../components/site/DocPage.tsx";
import { readDoc } from "../../components/site/docs.ts";

/** `/docs`: the index of the documents, docs/README.md. */
export default function Docs() {
  const doc = readDoc("README");
  if (doc === null) throw new NotFoundError("docs/README.md is missing from the build");
  return <DocPage name="README" doc={doc} />;
}
