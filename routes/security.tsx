import { ExplainedPage } from "../components/site/ExplainedPage.tsx";

/** `/security`: what protects a call, and how to check it. */
export default function Security() {
  return <ExplainedPage name="security" title="Security" />;
}
