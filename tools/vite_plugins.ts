import type { Plugin } from "vite";
import { ROOT, writeFreshGen } from "./fresh_gen.ts";

/**
 * Hands WebSocket upgrades that are not Vite's own to the dev server's Fresh app, so that
 * a route which calls `Deno.upgradeWebSocket` behaves in `deno task dev` as it does in production.
 */
export function devWebSocket(): Plugin {
  return {
    name: "kibitz:dev-websocket",
    configureServer(server) {
      server.httpServer?.on("upgrade", (req, socket, head) => {
        if (
          String(req.headers["sec-websocket-protocol"] ?? "").startsWith(
            "vite-",
          )
        ) return;
        // Nitro adds `devServer` to its environment at run time; Vite's types do not know it.
        const nitro = server.environments.nitro as unknown as {
          devServer: { upgrade(event: unknown): void };
        };
        nitro.devServer.upgrade({ node: { req, socket, head } });
      });
    },
  };
}

const UNSAFE = 'html.replace("</head>", injection + "</head>")';
const SAFE = 'html.replace("</head>", () => injection + "</head>")';

/**
 * Fresh 3 alpha inserts its boot script by a string replacement, where `$'` and its kin in an
 * island's props would splice page HTML into the script. The build fails when the code it mends moves.
 */
export function dollarFix(): Plugin {
  return {
    name: "kibitz:dollar-fix",
    transform(code, id) {
      if (
        !id.split("?")[0].replaceAll("\\", "/").endsWith(
          "fresh/dist/server/render.js",
        )
      ) {
        return;
      }
      if (!code.includes(UNSAFE)) {
        this.error(
          "fresh/dist/server/render.js changed: review tools/vite_plugins.ts dollarFix",
        );
      }
      return { code: code.replace(UNSAFE, () => SAFE), map: null };
    },
  };
}

/** Rewrites fresh.gen.ts (the barrel of islands and the list of routes) before each build. */
export function freshGen(): Plugin {
  return {
    name: "kibitz:fresh-gen",
    async buildStart() {
      await writeFreshGen();
    },
  };
}

/** Builds the texts of each language into one file for browsers, which pages name (texts/files.ts). */
export function languageFiles(): Plugin {
  return {
    name: "kibitz:language-files",
    async config() {
      const input: Record<string, string> = {};
      for await (const entry of Deno.readDir(new URL("texts/", ROOT))) {
        // English is part of the code.
        if (!entry.isDirectory || entry.name === "en") continue;
        const file = new URL(`texts/${entry.name}/page.ts`, ROOT);
        input[`texts.${entry.name}`] = decodeURIComponent(file.pathname);
      }
      return { environments: { client: { build: { rolldownOptions: { input } } } } };
    },
  };
}
