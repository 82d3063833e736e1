import { DocPage } from "../../components/docs/DocPage.tsx";

/** `/docs`: the index of the documents, docs/README.md. */
export default function Docs() {
  return <DocPage name="README" />;
}
