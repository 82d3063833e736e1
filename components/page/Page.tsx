import { Head } from "fresh/runtime";
import type { ComponentChildren } from "preact";
import { Mark } from "./Mark.tsx";
import { styles } from "../ui/stylesheets.ts";
import { siteTexts } from "../../texts/site.ts";

interface PageProps {
  /** What the tab shows, before the product's name. */
  readonly title?: string;
  readonly description?: string;
  /** The path of the navigation's link that this page is. */
  readonly current?: string;
  /** What stands at the end of the header: the choice of language, on pages with script. */
  readonly menu?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Header, footer and head of every page but the call's. */
export function Page({ title, description, current, menu, children }: PageProps) {
  const t = siteTexts();
  const at = (path: string) => {
    if (path === current) return "page";
    return path !== "/" && current?.startsWith(`${path}/`) ? "true" : undefined;
  };
  return (
    <div class="site">
      <Head>
        <title>
          {title === undefined ? t.title : `${title} · Kibitz`}
        </title>
        {description !== undefined && <meta name="description" content={description} />}
        <link rel="stylesheet" href={styles.site} />
      </Head>
      <a class="skip" href="#content">{t.skip}</a>
      <header class="site-header">
        <a class="brand" href="/" aria-current={at("/")}>
          <Mark />
          Kibitz
        </a>
        <nav aria-label={t.siteNav}>
          <a href="/security" aria-current={at("/security")}>{t.security}</a>
          <a href="/docs" aria-current={at("/docs")}>{t.docs}</a>
        </nav>
        {menu}
      </header>
      <main id="content" tabindex={-1}>{children}</main>
      <footer class="site-footer">
        <p>{t.free}</p>
        <nav aria-label={t.moreNav}>
          <a href="/docs">{t.docs}</a>
          <a href="/security">{t.security}</a>
          <a href="/threat-model">{t.threatModel}</a>
        </nav>
      </footer>
    </div>
  );
}
