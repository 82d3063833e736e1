import { DocPage } from "../components/docs/DocPage.tsx";

/** `/security`: what protects a call, and how to check it. */
export default function Security() {
  return <DocPage name="security" />;
}
