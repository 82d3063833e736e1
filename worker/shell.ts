/** What a build needs to run without the server that made it. */
export interface Shell {
  /** Differs between builds that differ. */
  readonly version: string;
  /** Paths of the build's scripts, styles and icons. */
  readonly files: readonly string[];
}

/** The page that stands in for all others while the server can't be reached. */
export const OFFLINE_PAGE = "/offline";

const PREFIX = "kibitz-shell-";
// Answers depend on the language; what is kept is right for this device.
const ANY = { ignoreVary: true } as const;

/** Keeps one build's files in this browser, and answers from them. Room pages are never kept. */
export class KeptShell {
  readonly #name: string;

  constructor(
    private readonly shell: Shell,
    private readonly caches: CacheStorage,
    private readonly fetch: (request: Request | string) => Promise<Response>,
  ) {
    this.#name = PREFIX + shell.version;
  }

  /** Fetches everything; rejects when something is missing, and the build before it then stays. */
  async keep(): Promise<void> {
    const cache = await this.caches.open(this.#name);
    await cache.addAll([...this.shell.files]);
    await this.keepOfflinePage();
  }

  /** Fetches the offline page anew, with the texts that it names: once per build and per language. */
  async keepOfflinePage(): Promise<void> {
    const cache = await this.caches.open(this.#name);
    const page = await this.fetch(OFFLINE_PAGE);
    if (!page.ok) throw new TypeError(`the offline page answers ${page.status}`);
    const named = (await page.clone().text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g);
    await cache.addAll([...new Set([...named].map(([, path]) => path))]);
    await cache.put(OFFLINE_PAGE, page);
  }

  /** Forgets the files of other builds. */
  async forgetOthers(): Promise<void> {
    for (const name of await this.caches.keys()) {
      if (name.startsWith(PREFIX) && name !== this.#name) await this.caches.delete(name);
    }
  }

  /** Whether a path names a file that never changes, or one of this build's. */
  covers(path: string): boolean {
    return path.startsWith("/assets/") || this.shell.files.includes(path);
  }

  /** A file: as it was kept, else from the server, and kept from then on. */
  async file(request: Request): Promise<Response> {
    const kept = await this.caches.match(request, ANY);
    if (kept !== undefined) return kept;
    const answer = await this.fetch(request);
    if (answer.ok) {
      const cache = await this.caches.open(this.#name);
      await cache.put(request, answer.clone());
    }
    return answer;
  }

  /** A page: always the server's own, unless there is no way to it. */
  async page(request: Request, preloaded: Promise<Response | undefined>): Promise<Response> {
    try {
      return await preloaded ?? await this.fetch(request);
    } catch (error) {
      // TypeError: no network, or no server behind it.
      const offline = await this.caches.match(OFFLINE_PAGE, ANY);
      if (offline === undefined) throw error;
      return offline;
    }
  }
}
