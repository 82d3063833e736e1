import { DocPage } from "../components/site/DocPage.tsx";

/** `/threat-model`: who could see what, and what is not protected. */
export default function ThreatModel() {
  return <DocPage name="threat-model" />;
}
