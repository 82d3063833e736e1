import type { ComponentChildren } from "preact";
import { styles } from "../components/ui/stylesheets.ts";
import { language, LANGUAGES } from "../texts/mod.ts";

/** The document around every page. A page sets its own title through `<Head>`. */
export default function App({ children }: { children: ComponentChildren }) {
  return (
    <html lang={language()} dir={LANGUAGES[language()].dir}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover"
        />
        <meta name="color-scheme" content="light dark" />
        <title>Kibitz</title>
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf5ed" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1b1613" />
        <link rel="stylesheet" href={styles.tokens} />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <link rel="apple-touch-icon" href="/icon-180.png" />
        <meta name="mobile-web-app-capable" content="yes" />
        <meta name="apple-mobile-web-app-title" content="Kibitz" />
        <link rel="manifest" href="/manifest.webmanifest" />
      </head>
      <body>{children}</body>
    </html>
  );
}
