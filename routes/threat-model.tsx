import { ExplainedPage } from "../components/site/ExplainedPage.tsx";

/** `/threat-model`: who could see what, and what is not protected. */
export default function ThreatModel() {
  return <ExplainedPage name="threat-model" title="Threat model" />;
}
