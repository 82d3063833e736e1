import type { Page } from "puppeteer-core";

/** One RTCPeerConnection that a page made, and what happened to it. */
export interface WatchedConnection {
  readonly state: RTCPeerConnectionState;
  readonly signaling: RTCSignalingState;
  readonly negotiationNeeded: number;
  readonly localDescriptions: number;
  readonly remoteDescriptions: number;
  readonly signalingChanges: number;
}

/** Everything that a page made and that must be gone after a call. */
export interface Watched {
  readonly connections: readonly WatchedConnection[];
  /** `readyState` of each WebSocket. */
  readonly sockets: readonly number[];
  /** Every track from a device, a canvas, an audio graph, or a clone of one. */
  readonly tracks: readonly { readonly label: string; readonly state: MediaStreamTrackState }[];
  readonly audioContexts: readonly AudioContextState[];
  /** Content-Security-Policy violations, as `directive: what was blocked`. */
  readonly violations: readonly string[];
}

/** What went wrong in a page, and which other origins it asked. */
export interface PageTrouble {
  /** Uncaught errors, and whatever the page wrote to the console as an error. */
  readonly errors: string[];
  /** Requests that did not go to the page's own origin. */
  readonly foreign: string[];
}

/** Counts what scripts of this page make, from before the first of them runs. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(instrument);
}

/** What the page made so far. */
export async function watched(page: Page): Promise<Watched> {
  return await page.evaluate(() =>
    (globalThis as unknown as { watchedByTests: () => Watched }).watchedByTests()
  );
}

/** Collects a page's errors and its requests to any origin but `origin`, from now on. */
export function watchTrouble(page: Page, origin: string): PageTrouble {
  const trouble: PageTrouble = { errors: [], foreign: [] };
  const own = new Set([origin, origin.replace(/^http/, "ws")]);
  page.on("pageerror", (error) => trouble.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.errors.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const local = ["data:", "blob:", "about:"].includes(url.protocol);
    if (!local && !own.has(url.origin)) trouble.foreign.push(url.href);
  });
  return trouble;
}

/** Runs in the page, before any script of its own. Self-contained: it travels as source text. */
function instrument(): void {
  const connections: (WatchedConnection & { pc: RTCPeerConnection })[] = [];
  const sockets: WebSocket[] = [];
  const tracks = new Set<MediaStreamTrack>();
  const contexts: BaseAudioContext[] = [];
  const violations: string[] = [];
  const scope = globalThis as unknown as Record<string, unknown>;

  addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });

  /** Puts a subclass in the place of a constructor, which sees each new object. */
  const wrap = <T extends object>(name: string, seen: (made: T) => void) => {
    const original = scope[name] as (new (...args: unknown[]) => T) | undefined;
    if (original === undefined) return;
    scope[name] = new Proxy(original, {
      construct(target, args, newTarget) {
        const made: T = Reflect.construct(target, args, newTarget);
        seen(made);
        return made;
      },
    });
  };
  /** Runs `seen` with the object and the result of every call of a method. */
  const tap = (
    prototype: object | undefined,
    method: string,
    seen: (on: unknown, result: unknown) => void,
  ) => {
    if (prototype === undefined) return;
    const holder = prototype as Record<string, (...args: unknown[]) => unknown>;
    const original = holder[method];
    if (original === undefined) return;
    holder[method] = function (...args: unknown[]) {
      const result = original.apply(this, args);
      if (result instanceof Promise) result.then((value) => seen(this, value), () => {});
      else seen(this, result);
      return result;
    };
  };
  const takeStream = (_: unknown, stream: unknown) => {
    for (const track of (stream as MediaStream).getTracks()) tracks.add(track);
  };

  wrap<RTCPeerConnection>("RTCPeerConnection", (pc) => {
    const record = {
      pc,
      get state() {
        return pc.connectionState;
      },
      get signaling() {
        return pc.signalingState;
      },
      negotiationNeeded: 0,
      localDescriptions: 0,
      remoteDescriptions: 0,
      signalingChanges: 0,
    };
    connections.push(record);
    pc.addEventListener("negotiationneeded", () => record.negotiationNeeded++);
    pc.addEventListener("signalingstatechange", () => record.signalingChanges++);
  });
  const recordOf = (pc: unknown) =>
    connections.find((record) => record.pc === pc) as
      | { localDescriptions: number; remoteDescriptions: number }
      | undefined;
  tap(globalThis.RTCPeerConnection?.prototype, "setLocalDescription", (pc) => {
    const record = recordOf(pc);
    if (record !== undefined) record.localDescriptions++;
  });
  tap(globalThis.RTCPeerConnection?.prototype, "setRemoteDescription", (pc) => {
    const record = recordOf(pc);
    if (record !== undefined) record.remoteDescriptions++;
  });
  wrap<WebSocket>("WebSocket", (socket) => sockets.push(socket));
  wrap<AudioContext>("AudioContext", (context) => contexts.push(context));
  tap(globalThis.MediaDevices?.prototype, "getUserMedia", takeStream);
  tap(globalThis.MediaDevices?.prototype, "getDisplayMedia", takeStream);
  tap(globalThis.HTMLCanvasElement?.prototype, "captureStream", takeStream);
  tap(globalThis.AudioContext?.prototype, "createMediaStreamDestination", (_, node) => {
    takeStream(null, (node as MediaStreamAudioDestinationNode).stream);
  });
  tap(globalThis.MediaStreamTrack?.prototype, "clone", (_, copy) => {
    tracks.add(copy as MediaStreamTrack);
  });

  scope.watchedByTests = (): Watched => ({
    connections: connections.map(({ pc: _, ...rest }) => ({ ...rest })),
    sockets: sockets.map((socket) => socket.readyState),
    tracks: [...tracks].map((track) => ({ label: track.label, state: track.readyState })),
    audioContexts: contexts.map((context) => context.state),
    violations: [...violations],
  });
}
