import { appTexts } from "../texts/app.ts";
import { language, LANGUAGES } from "../texts/mod.ts";

/** `/manifest.webmanifest`: Kibitz as an app to install, in the language of the browser that asks. */
export const handlers = {
  GET(): Response {
    return new Response(JSON.stringify(manifest()), {
      headers: {
        "content-type": "application/manifest+json; charset=utf-8",
        "cache-control": "no-cache",
        vary: "accept-language, cookie",
      },
    });
  },
};

function manifest() {
  const t = appTexts();
  const icon = (src: string, sizes: string, purpose: string) => ({
    src,
    sizes,
    type: src.endsWith(".svg") ? "image/svg+xml" : "image/png",
    purpose,
  });
  return {
    id: "/",
    name: "Kibitz",
    short_name: "Kibitz",
    description: t.description,
    lang: language(),
    dir: LANGUAGES[language()].dir,
    start_url: "/",
    scope: "/",
    display: "standalone",
    // A call is held as one likes: upright to talk, on its side to see a screen.
    orientation: "any",
    // Opening the app again, or a link into it, must never take the page from a running call.
    launch_handler: { client_mode: "navigate-new" },
    background_color: "#faf5ed",
    theme_color: "#faf5ed",
    categories: ["communication", "social"],
    icons: [
      icon("/icon-192.png", "192x192", "any"),
      icon("/icon-512.png", "512x512", "any"),
      icon("/icon-maskable.png", "512x512", "maskable"),
      icon("/icon.svg", "any", "any"),
    ],
    shortcuts: [{
      name: t.startACall,
      url: "/#new-room",
      icons: [icon("/icon-192.png", "192x192", "any")],
    }],
  };
}
