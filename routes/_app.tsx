import type { ComponentChildren } from "preact";
import { styles } from "../components/site/styles.ts";

/** The document around every page. A page sets its own title through `<Head>`. */
export default function App({ children }: { children: ComponentChildren }) {
  return (
    <html lang="en">
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
        <link rel="manifest" href="/manifest.webmanifest" />
      </head>
      <body>{children}</body>
    </html>
  );
}
