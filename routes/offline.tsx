import { Page } from "../components/page/Page.tsx";
import { PageTexts } from "../components/page/PageTexts.tsx";
import { TryAgain } from "../islands/TryAgain.tsx";
import { appTexts } from "../texts/app.ts";

/** `/offline`: kept on the device by the service worker, and shown when the server can't be reached. */
export default function Offline() {
  const t = appTexts().offline;
  return (
    <Page title={t.title}>
      <PageTexts />
      <div class="error-page">
        <h1>{t.title}</h1>
        <p>{t.text}</p>
        <ul>
          <li>{t.calls}</li>
          <li>{t.join}</li>
        </ul>
        <TryAgain />
      </div>
    </Page>
  );
}
