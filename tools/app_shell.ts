import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import type { Shell } from "../worker/shell.ts";
import { ROOT } from "./fresh_gen.ts";

const WORKER = "sw.js";
/** Where the worker's source has its build's files put in. A minifier may choose other quotes. */
const PLACE = /(["'`])__KIBITZ_SHELL__\1/;
/** Files of static/ that the app shows without a network. */
const STATIC = ["/icon.svg", "/icon-180.png", "/icon-192.png", "/icon-512.png"];

/** Builds the service worker to /sw.js, with the list of the build's files in it. */
export function appShell(): Plugin {
  return {
    name: "kibitz:app-shell",
    applyToEnvironment: (environment) => environment.name === "client",
    buildStart() {
      if (this.environment.mode !== "build") return;
      const id = decodeURIComponent(new URL("worker/service_worker.ts", ROOT).pathname);
      this.emitFile({ type: "chunk", id, fileName: WORKER });
    },
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") return;
      if (worker.imports.length > 0) this.error("the service worker must be one file");
      if (!PLACE.test(worker.code)) this.error("the service worker has no place for its files");
      const shell = JSON.stringify(shellOf(Object.keys(bundle)));
      worker.code = worker.code.replace(PLACE, () => JSON.stringify(shell));
    },
  };
}

/** What of a build's files is kept. Languages are not: a device keeps the one that it speaks. */
export function shellOf(names: readonly string[]): Shell {
  const built = names.filter((name) => /^assets\/.+\.(js|css)$/.test(name));
  const files = built.filter((name) => !name.startsWith("assets/texts.")).map((name) => `/${name}`);
  // Names of built files have a hash of their content in them.
  const version = createHash("sha256").update(built.toSorted().join()).digest("hex").slice(0, 12);
  return { version, files: [...files.toSorted(), ...STATIC] };
}
