import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { canInstall, ensureDebianPackage } from "../servers/debian.ts";
import { isFile, onPath, SCRATCH, withLock } from "../paths.ts";
import { until } from "../until.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = [
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** The path of an installed Chromium or Chrome (`CHROME_PATH` first); null when there is none. */
export async function findChromium(): Promise<string | null> {
  const wanted = Deno.env.get("CHROME_PATH");
  if (wanted !== undefined && wanted !== "") {
    if (await isFile(wanted)) return wanted;
    throw new Error(`CHROME_PATH says "${wanted}", but there is no such file.`);
  }
  for (const command of COMMANDS) {
    const path = await onPath(command);
    if (path !== null) return path;
  }
  for (const path of PLACES) if (await isFile(path)) return path;
  return null;
}

/**
 * The path of a Chromium, found or fetched: an installed one, else Debian's package where it may be
 * installed, else a download of Chrome for Testing into `tests/.tmp/`. `say` hears what it does.
 */
export async function ensureChromium(say: (line: string) => void = console.log): Promise<string> {
  const installed = await findChromium();
  if (installed !== null) return installed;
  if (await canInstall()) return await ensureDebianPackage("chromium", { say });
  return await withLock("chrome", async () => await downloadChrome(say));
}

async function downloadChrome(say: (line: string) => void): Promise<string> {
  const folder = new URL("browsers/", SCRATCH);
  say("No Chromium here, and no right to install one: fetching Chrome for Testing ...");
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-config", "--no-lock", "npm:@puppeteer/browsers@^3"],
      ...["install", "chrome@stable"],
      ...["--path", decodeURIComponent(folder.pathname), "--format", "{{path}}"],
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const path = lastLine(stdout);
  if (success && await isFile(path)) return path;
  throw new Error(
    "These tests need Chromium or Chrome: install one, or set CHROME_PATH to it. " +
      `Fetching one failed: ${firstError(stderr)}`,
  );
}

function lastLine(output: Uint8Array): string {
  return new TextDecoder().decode(output).trim().split("\n").at(-1) ?? "";
}

function firstError(output: Uint8Array): string {
  const lines = new TextDecoder().decode(output).trim().split("\n");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}

/** How to start a Chromium. Nothing is needed. */
export interface ChromiumOptions {
  /** More command line flags. */
  readonly args?: readonly string[];
  /** A program to start instead, such as a wrapper that enters a network namespace. */
  readonly executable?: string;
  /** False: no fake camera and microphone (there are then none at all). */
  readonly devices?: boolean;
  /** False: pages must be granted permission first. True also turns mDNS candidate names off. */
  readonly granted?: boolean;
}

/** A running Chromium that is gone, with its profile, when the block that holds it ends. */
export interface Chromium extends AsyncDisposable {
  readonly browser: Browser;
  /** A page in a window of its own: a tab behind another would stop drawing. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Milliseconds for a browser's first start, which reads all of it from a disk that may be cold and slow. */
export const START_MS = 120_000;

/** Starts a headless Chromium with a profile of its own. Hold it with `await using`. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const profile = await Deno.makeTempDir({ prefix: "kibitz-chromium-" });
  try {
    const browser = await puppeteer.launch({
      executablePath: options.executable ?? await ensureChromium(),
      headless: true,
      // Chromium ends when the pipe does, so none outlives a test run that was killed.
      pipe: true,
      userDataDir: profile,
      args: flags(options),
      timeout: START_MS,
    });
    const close = async () => {
      await browser.close();
      await removeFolder(profile);
    };
    return {
      browser,
      newPage: () => browser.newPage({ type: "window" }),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await removeFolder(profile);
    throw error;
  }
}

/** Removes a browser's profile; its last processes may still write for a moment after its end. */
export async function removeFolder(path: string): Promise<void> {
  await until(`the folder ${path} is removed`, async () => {
    try {
      await Deno.remove(path, { recursive: true });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    return true;
  });
}

function flags({ args = [], devices = true, granted = true }: ChromiumOptions): string[] {
  return [
    // It only ever opens our own pages, and its sandbox can't start as root or in many containers.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...(devices ? ["--use-fake-device-for-media-stream"] : []),
    ...(granted ? ["--use-fake-ui-for-media-stream"] : []),
    ...args,
  ];
}
