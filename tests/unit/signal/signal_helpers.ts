import {
  Broker,
  type Bus,
  type Clock,
  DEFAULT_LIMITS,
  type Dialect,
  type Intake,
  type Limits,
  LocalBus,
} from "../../../signal/mod.ts";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers run. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Somebody sets the clock: no time passes. */
  set(ms: number): void {
    this.#now += ms;
  }

  /** Moves the time, and runs what falls due on the way, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }
}

/** What a server frame looks like to a test. */
export interface Seen {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
}

/** A client whose socket is two lists. */
export class FakeClient {
  readonly texts: string[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** What its socket holds of what it was sent: it reads at once, unless it is said to `keep`. */
  unreadBytes = 0;
  #intake: Intake;

  constructor(broker: Broker, readonly id: string, options: FakeClientOptions = {}) {
    const { token = `token-${id}`, address = "10.0.0.1", key = null, dialect = "kibitz" } = options;
    const { keeps = false } = options;
    this.#intake = broker.connect({ id, token, key, dialect, address }, {
      send: (text) => {
        if (this.closed !== null) return;
        this.texts.push(text);
        if (keeps) this.unreadBytes += text.length;
      },
      close: (code, reason) => this.closed ??= { code, reason },
      unread: () => this.unreadBytes,
    });
  }

  get frames(): Seen[] {
    return this.texts.map((text) => JSON.parse(text));
  }

  get types(): string[] {
    return this.frames.map(({ type }) => type);
  }

  /** What came after OPEN, but for the broker's questions whether it lives. */
  get received(): Seen[] {
    return this.frames.filter(({ type }) => type !== "OPEN" && type !== "HEARTBEAT");
  }

  send(frame: unknown): void {
    this.#intake.message(JSON.stringify(frame));
  }

  /** Reads so many bytes of what its socket holds. */
  read(bytes: number): void {
    this.unreadBytes = Math.max(0, this.unreadBytes - bytes);
  }

  raw(data: unknown): void {
    this.#intake.message(data);
  }

  /** The network closed the socket. */
  drop(): void {
    this.#intake.gone();
  }
}

export interface FakeClientOptions {
  readonly token?: string;
  readonly address?: string;
  readonly key?: string | null;
  readonly dialect?: Dialect;
  /** True: its socket holds what it is sent until it reads. */
  readonly keeps?: boolean;
}

/** A broker with a clock of its own, and a way to make clients. */
export function fakeBroker(limits: Partial<Limits> = {}, bus: Bus = new LocalBus()) {
  const clock = new ManualClock();
  const broker = new Broker({
    bus,
    clock,
    limits: { ...DEFAULT_LIMITS, ...limits },
    key: "peerjs",
  });
  return {
    clock,
    broker,
    client: (id: string, options?: FakeClientOptions) => new FakeClient(broker, id, options),
  };
}
