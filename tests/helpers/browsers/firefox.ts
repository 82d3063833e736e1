import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { removeFolder, START_MS } from "./chromium.ts";
import { ensureDebianPackage } from "../servers/debian.ts";
import { onPath } from "../paths.ts";

/** A running Firefox that is gone, with its profile, when the block that holds it ends. */
export interface Firefox extends AsyncDisposable {
  readonly browser: Browser;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** How to start a Firefox. Nothing is needed. */
export interface FirefoxOptions {
  /** More preferences, over those below. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** A program to start instead, such as a wrapper that enters a network namespace. */
  readonly executable?: string;
}

/** The path of a Firefox (`FIREFOX_PATH` first), installed from Debian's firefox-esr when it may be. */
export async function ensureFirefox(): Promise<string> {
  return Deno.env.get("FIREFOX_PATH") ?? await onPath("firefox") ??
    await ensureDebianPackage("firefox-esr");
}

/** Starts a headless Firefox with a fake camera and microphone. Hold it with `await using`. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const profile = await Deno.makeTempDir({ prefix: "kibitz-firefox-" });
  try {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: options.executable ?? await ensureFirefox(),
      headless: true,
      userDataDir: profile,
      timeout: START_MS,
      extraPrefsFirefox: {
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": true,
        "media.peerconnection.ice.obfuscate_host_addresses": false,
        // Without it an AudioContext stays suspended on a machine with no sound card.
        "media.cubeb.force_mock_context": true,
        "media.autoplay.default": 0,
        ...options.prefs,
      },
    });
    const close = async () => {
      await browser.close();
      await removeFolder(profile);
    };
    return { browser, newPage: () => browser.newPage(), close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await removeFolder(profile);
    throw error;
  }
}
