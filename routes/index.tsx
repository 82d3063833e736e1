import { ConnectionDiagram } from "../components/home/ConnectionDiagram.tsx";
import { LoadAgain } from "../components/page/LoadAgain.tsx";
import { Page } from "../components/page/Page.tsx";
import { PageTexts } from "../components/page/PageTexts.tsx";
import { LanguageMenu } from "../islands/LanguageMenu.tsx";
import { Home } from "../islands/Home.tsx";
import { siteTexts } from "../texts/site.ts";

/** `/`: start a call, open one, or go back to one. */
export default function HomePage() {
  const t = siteTexts();
  return (
    <Page description={t.description} current="/" menu={<LanguageMenu label={t.language} />}>
      <LoadAgain />
      <PageTexts />
      <div class="home">
        <div class="home-words">
          <h1>
            <span>{t.openALink}</span> <span>{t.inACall}</span>
          </h1>
          <p class="lead">{t.lead}</p>
        </div>
        <Home />
        <figure class="home-picture">
          <ConnectionDiagram />
          <figcaption>
            <a href="/security">{t.howProtected}</a>
          </figcaption>
        </figure>
      </div>
    </Page>
  );
}
