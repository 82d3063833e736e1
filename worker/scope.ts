/** The part of a service worker's global scope that we use; TypeScript's own would clash with the DOM's. */
export interface WorkerScope {
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  readonly registration: {
    readonly navigationPreload?: { enable(): Promise<void> };
  };
  readonly location: { readonly origin: string };
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: Waiting & { data: unknown }) => void): void;
}

/** An event that is over when what it waits for is. */
export interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

/** Something that a page asks for. */
export interface Fetching extends Waiting {
  readonly request: Request;
  /** What was already asked for while the worker was starting. */
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
