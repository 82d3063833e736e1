import { Head } from "fresh/runtime";
import { textsFile } from "../../texts/files.ts";
import { language } from "../../texts/mod.ts";

/**
 * Names the file with the texts of the page's language. Module scripts run in their order, and the
 * one that brings islands to life comes last: they draw the words that the server drew.
 */
export function PageTexts() {
  const file = textsFile(language());
  if (file === null) return null;
  return (
    <Head>
      <script type="module" src={file} />
    </Head>
  );
}
