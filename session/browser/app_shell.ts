/** Milliseconds after a page has loaded before its files are kept: what somebody came for goes first. */
const KEEP_AFTER_MS = 5_000;

/** Has the service worker keep this app on the device, a while after the page has come up. */
export function keepAppShell(): void {
  if (!("serviceWorker" in navigator)) return;
  setTimeout(async () => {
    try {
      // The server's own answer decides whether there is another build, and no copy on the way.
      await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    } catch {
      // SecurityError, TypeError: forbidden here, or the server is away. The page works without it.
    }
  }, KEEP_AFTER_MS);
}

/** Has the page for times without a network kept again, in the language that is chosen now. */
export async function renewOfflinePage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.active?.postMessage("language");
}
