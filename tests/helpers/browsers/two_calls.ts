import { build } from "vite";
import type { HTTPRequest, Page } from "puppeteer-core";
import { ROOT } from "../paths.ts";

const BASE = "/two-calls/";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  html: "text/html",
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

/** A page of the site's origin that holds the calls of these rooms, one beside the other. */
export async function openTwoCalls(
  page: Page,
  origin: string,
  rooms: readonly { readonly room: string; readonly key: string }[],
): Promise<void> {
  const files = await built();
  const entry = [...files.keys()].find((path) => /two_calls_page.*\.js$/.test(path)) ?? "";
  const places = rooms.map(({ room, key }) =>
    `<div class="place" data-room="${room}" data-key="${key}"></div>`
  );
  files.set(
    BASE,
    `<!doctype html><html lang="en"><title>Two calls</title>
    <style>body{margin:0;display:flex;height:100vh}.place{flex:1;min-width:0;height:100%}</style>
    <body>${places.join("")}<script type="module" src="${entry}"></script></body></html>`,
  );
  await page.setRequestInterception(true);
  page.on("request", (request) => void answer(request, files));
  await page.goto(origin + BASE);
  await page.waitForFunction(() => globalThis.twoCalls !== undefined);
}

async function answer(
  request: HTTPRequest,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const { pathname } = new URL(request.url());
  const body = files.get(pathname);
  if (body === undefined) return await request.continue();
  const type = TYPES[pathname.split(".").at(-1) ?? ""] ?? "text/html";
  await request.respond({ status: 200, contentType: type, body });
}
