import { Head } from "fresh/runtime";
import type { ComponentChildren } from "preact";
import { Mark } from "./Mark.tsx";
import { styles } from "./styles.ts";

interface PageProps {
  /** What the tab shows, before the product's name. */
  readonly title?: string;
  readonly description?: string;
  /** The path of the navigation's link that this page is. */
  readonly current?: string;
  readonly children: ComponentChildren;
}

/** Header, footer and head of every page but the call's. */
export function Page({ title, description, current, children }: PageProps) {
  const at = (path: string) => {
    if (path === current) return "page";
    return path !== "/" && current?.startsWith(`${path}/`) ? "true" : undefined;
  };
  return (
    <div class="site">
      <Head>
        <title>
          {title === undefined ? "Kibitz: open a link, be in a call" : `${title} · Kibitz`}
        </title>
        {description !== undefined && <meta name="description" content={description} />}
        <link rel="stylesheet" href={styles.site} />
      </Head>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="site-header">
        <a class="brand" href="/" aria-current={at("/")}>
          <Mark />
          Kibitz
        </a>
        <nav aria-label="Site">
          <a href="/security" aria-current={at("/security")}>Security</a>
          <a href="/docs" aria-current={at("/docs")}>Docs</a>
        </nav>
      </header>
      <main id="content" tabindex={-1}>{children}</main>
      <footer class="site-footer">
        <p>Kibitz is free software under the Apache License 2.0.</p>
        <nav aria-label="More">
          <a href="/docs">Docs</a>
          <a href="/security">Security</a>
          <a href="/threat-model">Threat model</a>
        </nav>
      </footer>
    </div>
  );
}
