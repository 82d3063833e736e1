import { signal } from "@preact/signals";
import { systemRandom } from "../../../lib/env/mod.ts";
import { type Clock, createLocalBus, joinRoom } from "../../../lib/mod.ts";
import { engineHostKeys } from "../../../session/joining/engine.ts";
import type { SessionOptions } from "../../../session/session.ts";
import { createInCall, type InCall } from "../../../session/in_call.ts";
import type { InCallEnv } from "../../../session/in_call_env.ts";
import type { SeatStore } from "../../../session/storage/seat_store.ts";
import type { KeptText } from "../../../session/storage/storage.ts";

/** A track without a device behind it. */
export class FakeTrack extends EventTarget {
  readonly id = crypto.randomUUID();
  readyState: "live" | "ended" = "live";
  contentHint = "";
  muted = false;
  constructor(readonly kind: "audio" | "video", readonly device: string | null = null) {
    super();
  }
  stop(): void {
    this.readyState = "ended";
  }
  /** What happens when the device is pulled out. */
  unplug(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** A clock that moves only when told to. */
export class HandClock implements Clock {
  #now = 1_700_000_000_000;
  #due: { at: number; run: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }
  /** How many timers are set. */
  get pending(): number {
    return this.#due.length;
  }
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

/** Devices that open at once, unless they are told to fail. */
export class FakeMedia extends EventTarget {
  readonly opened: FakeTrack[] = [];
  /** The DOMException name that the next requests fail with. */
  failure: string | null = null;
  /** Ids that are not plugged in. */
  readonly gone = new Set<string>();

  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (this.failure !== null) return Promise.reject(new DOMException("", this.failure));
    const kind = constraints.video === undefined ? "audio" : "video";
    const id = exactId(constraints.video ?? constraints.audio);
    if (id !== null && this.gone.has(id)) {
      return Promise.reject(new DOMException("", "OverconstrainedError"));
    }
    const track = new FakeTrack(kind, id);
    this.opened.push(track);
    return Promise.resolve({ getTracks: () => [track] } as unknown as MediaStream);
  }
  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve([]);
  }
  get asMedia(): MediaDevices {
    return this as unknown as MediaDevices;
  }
}

function exactId(constraint: boolean | MediaTrackConstraints | undefined): string | null {
  if (typeof constraint !== "object") return null;
  const wanted = constraint.deviceId;
  return typeof wanted === "object" && "exact" in wanted ? String(wanted.exact) : null;
}

/** Storage in memory; `text` is what the device keeps in it. */
export function keptText(): KeptText & { readonly text: string | null } {
  const texts = new Map<string, string>();
  return {
    get text() {
      return texts.get("kibitz/v1") ?? null;
    },
    getItem: (place) => texts.get(place) ?? null,
    setItem: (place, text) => void texts.set(place, text),
  };
}

/** A store of seats in memory. */
export function seatsInMemory(): SeatStore & { readonly records: Map<string, unknown> } {
  const records = new Map<string, unknown>();
  return {
    records,
    put(page, record) {
      records.set(page, record);
      return Promise.resolve();
    },
    remove(page) {
      const record = records.get(page);
      records.delete(page);
      return Promise.resolve(record);
    },
    delete(page) {
      records.delete(page);
      return Promise.resolve();
    },
    sweep(fresh) {
      for (const [page, record] of records) if (!fresh(record)) records.delete(page);
      return Promise.resolve(records.size);
    },
  };
}

export const KEY = "AAECAwQFBgcICQoLDA0ODw";

/** A page around a session: a room link of this machine, rooms over a bus in memory. */
export function fakePage(changes: Partial<SessionOptions> = {}): {
  env: SessionOptions;
  media: FakeMedia;
  clock: HandClock;
  transport: ReturnType<typeof createLocalBus>;
  /** What a session of this page shows of its call; there once it has joined. */
  inCall: () => InCall;
} {
  const media = new FakeMedia();
  const clock = new HandClock();
  const transport = createLocalBus();
  const visible = signal(true);
  const inCallEnv: InCallEnv = {
    clock,
    media: media.asMedia,
    copyText: () => Promise.resolve(),
    share: null,
    audioContext: null,
    canTurnVolume: true,
    canChooseSpeaker: true,
    pip: { windows: null, video: null },
    document: null,
    screen: { request: null, visible },
    callKeys: null,
  };
  let inCall: InCall | null = null;
  const env: SessionOptions = {
    joinRoom: (room, { broker: _, ...options }) => joinRoom(room, { ...options, transport }),
    prepare: () => Promise.resolve({ canRelay: true }),
    iceServers: () => Promise.resolve({ iceServers: [], expiresAt: null }),
    media: media.asMedia,
    capable: true,
    secure: true,
    address: {
      origin: "https://kibitz.test",
      protocol: "https:",
      host: "kibitz.test",
      pathname: "/r/blue-river",
      hash: `#k=${KEY}`,
    },
    keptText: keptText(),
    reloaded: false,
    tabText: keptText(),
    seatStore: seatsInMemory(),
    random: systemRandom,
    hostKeys: engineHostKeys,
    showPath: () => {},
    clock,
    pace: { quiet: 0, patient: 0, steady: 0, between: 0, settle: 0 },
    audioContext: null,
    visible,
    follow: (session) => Promise.resolve(inCall ??= createInCall(inCallEnv, session)),
    ...changes,
  };
  return {
    env,
    media,
    clock,
    transport,
    inCall() {
      if (inCall === null) throw new Error("nobody has joined yet");
      return inCall;
    },
  };
}

/** Lets promises and the bus in memory come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}
