/**
 * Keeps the app's files on the device, so that it can say what it can do without a network, and so
 * that a running call finds every part of its own build after the server has gone on to another.
 *
 * A new build's worker waits until no page uses the one before it: nothing ever changes under a call.
 * No room's page and nothing from one is kept: only what is the same for everybody.
 */
import type { WorkerScope } from "./scope.ts";
import { KeptShell, type Shell } from "./shell.ts";

// The build puts its files in here (tools/app_shell.ts).
const shell: Shell = JSON.parse("__KIBITZ_SHELL__");

const worker = globalThis as unknown as WorkerScope;
const kept = new KeptShell(shell, worker.caches, (request) => fetch(request));

worker.addEventListener("install", (event) => event.waitUntil(kept.keep()));

worker.addEventListener("activate", (event) => {
  const start = async () => {
    await worker.registration.navigationPreload?.enable();
    await kept.forgetOthers();
    await worker.clients.claim();
  };
  event.waitUntil(start());
});

// The page tells that another language was chosen.
worker.addEventListener("message", (event) => {
  if (event.data === "language") event.waitUntil(kept.keepOfflinePage());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(kept.page(request, event.preloadResponse ?? Promise.resolve(undefined)));
  } else if (kept.covers(url.pathname)) {
    event.respondWith(kept.file(request));
  }
});
