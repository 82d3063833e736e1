import { build } from "vite";
import type { HTTPRequest, Page } from "puppeteer-core";
import { ROOT } from "../paths.ts";

const BASE = "/two-calls/";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
};

/** The page's script and all that it fetches later, by their paths. */
async function built(): Promise<Map<string, string | Uint8Array>> {
  const result = await build({
    configFile: false,
    root: decodeURIComponent(ROOT.pathname),
    base: BASE,
    logLevel: "warn",
    publicDir: false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      write: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: "tests/helpers/browsers/two_calls_page.tsx" },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !("output" in output)) throw new Error("vite built nothing");
  return new Map(output.output.map((file) => [
    BASE + file.fileName,
    file.type === "chunk" ? file.code : file.source,
  ]));
}

/** A page of the site that holds the calls of these rooms, one beside the other. */
export async function openTwoCalls(
  page: Page,
  origin: string,
  rooms: readonly { readonly room: string; readonly key: string }[],
): Promise<void> {
  const files = await built();
  const entry = [...files.keys()].find((path) => /two_calls_page.*\.js$/.test(path)) ?? "";
  await page.setBypassCSP(true);
  await page.setRequestInterception(true);
  page.on("request", (request) => void answer(request, files));
  // A document that the site itself served: only such a one may reach the site on this machine.
  await page.goto(`${origin}/offline`);
  await page.evaluate((all) => {
    document.head.innerHTML = "<title>Two calls</title>";
    document.body.style.cssText = "margin:0;display:flex;height:100vh";
    document.body.replaceChildren(...all.map(({ room, key }) => {
      const place = document.createElement("div");
      place.style.cssText = "flex:1;min-width:0;height:100%";
      Object.assign(place.dataset, { room, key });
      return place;
    }));
  }, [...rooms]);
  await page.addScriptTag({ type: "module", url: entry });
  await page.waitForFunction(() => globalThis.twoCalls !== undefined);
}

async function answer(
  request: HTTPRequest,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const { pathname } = new URL(request.url());
  const body = files.get(pathname);
  if (body === undefined) return await request.continue();
  const type = TYPES[pathname.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  await request.respond({ status: 200, contentType: type, body });
}
