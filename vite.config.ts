import type {} from "nitro/vite";
import { fresh } from "@frsh/fresh/vite";
import { defineConfig } from "vite";
import { appShell } from "./tools/app_shell.ts";
import { devWebSocket, dollarFix, freshGen, languageFiles } from "./tools/vite_plugins.ts";

export default defineConfig({
  publicDir: "static",
  build: { copyPublicDir: true },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What every page that runs needs comes as one file: it packs better than five.
            advancedChunks: {
              groups: [{ name: "base", test: /node_modules\/(\.deno\/)?(preact|@preact|zod)/ }],
            },
          },
        },
      },
    },
  },
  resolve: {
    alias: [{ find: /^fresh(?=\/|$)/, replacement: "@frsh/fresh" }],
  },
  ssr: { noExternal: ["@frsh/fresh"] },
  nitro: {
    preset: "deno-server",
    entry: "./tools/nitro_entry.ts",
    compressPublicAssets: true,
  },
  plugins: [fresh(), devWebSocket(), dollarFix(), freshGen(), languageFiles(), appShell()],
});
