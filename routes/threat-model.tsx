import { DocPage } from "../components/docs/DocPage.tsx";

/** `/threat-model`: who could see what, and what is not protected. */
export default function ThreatModel() {
  return <DocPage name="threat-model" />;
}
