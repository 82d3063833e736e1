import type { Clock, Random } from "../env/mod.ts";
import { hex } from "../env/bytes.ts";
import { JoinError } from "../errors.ts";
import { parseJson } from "../wire/json.ts";
import { type ServerFrame, serverFrameSchema } from "../wire/server_frame.ts";
import type { Broker, Mailbox, MailboxListener, MailboxState } from "./broker.ts";
import { type Comeback, comebackAfter, comebackDelay } from "./reconnect_policy.ts";
import type { SignalType } from "./types.ts";

/** What says that we live. */
const HEARTBEAT = '{"type":"HEARTBEAT"}';
/** Milliseconds between heartbeats, so that no proxy takes the socket for idle. */
const HEARTBEAT_MS = 15_000;
/** How long opening an id may take before the broker counts as out of reach. */
const OPEN_TIMEOUT_MS = 10_000;
/** How long the broker may take to say anything after a heartbeat before the socket counts as lost. */
const ECHO_MS = 10_000;
/** The same after a change of the network, when a socket is more likely lost than the broker is slow. */
const CHECK_MS = 700;
/** Close codes of a broker that restarts, is full, or is cut off from its other instances. */
const REFUSED_FOR_NOW: ReadonlySet<number> = new Set([1001, 1012, 4503, 4504]);
/** The close code for a socket in whose place the same client opened another. */
const TAKEN_BACK = 4410;
/** Signals kept while the broker is away. */
const WAITING_MAX = 64;
/** Milliseconds that a signal waits: whoever dialled has given up by then. */
const WAITING_MS = 12_000;

/** What the socket broker needs from outside. */
export interface SocketBrokerOptions {
  /** The broker's WebSocket address. */
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens a WebSocket. Default: the platform's own. */
  readonly socket?: (url: string) => WebSocket;
}

/**
 * The broker over WebSocket, in the PeerServer message protocol: one socket for each id.
 * A lost socket is opened again with the same token, so that the id comes back.
 */
export function createSocketBroker(options: SocketBrokerOptions): Broker {
  return {
    open(id, listener) {
      const mailbox = new SocketMailbox(id, listener, options);
      return mailbox.opened;
    },
  };
}

/** How the promise of an id ends, once. */
interface Settle {
  resolve(opened: Mailbox | "taken"): void;
  reject(error: JoinError): void;
}

class SocketMailbox implements Mailbox {
  readonly opened: Promise<Mailbox | "taken">;
  #state: MailboxState = "reconnecting";
  #socket: WebSocket | null = null;
  #attempt = 0;
  #cancelTimer = () => {};
  #cancelHeartbeat = () => {};
  #closed = false;
  /** The broker said ERROR and is about to close: the close code tells why. */
  #refused = false;
  #heard = false;
  /** Sockets that we gave up unanswered: each may still reach the broker, late, and oust a newer one. */
  #ghosts = 0;
  #waiting: { readonly text: string; readonly at: number }[] = [];
  /** Whether the network changed and the broker has said nothing since. */
  #doubted = false;
  readonly #token: string;
  /** Until when a broker that is restarting or full is asked again for the first OPEN. */
  readonly #giveUpAt: number;
  #settle: Settle | null = null;

  constructor(
    readonly id: string,
    readonly listener: MailboxListener,
    readonly options: SocketBrokerOptions,
  ) {
    this.#token = hex(options.random(16));
    this.opened = new Promise((resolve, reject) => this.#settle = { resolve, reject });
    this.#giveUpAt = options.clock.now() + OPEN_TIMEOUT_MS;
    this.#connect();
  }

  get state(): MailboxState {
    return this.#state;
  }

  send(type: SignalType, dst: string, payload: unknown): void {
    if (this.#closed) return;
    // Just as the broker passes it on: a frame like this it need not write anew.
    const text = JSON.stringify({ type, src: this.id, dst, payload });
    if (this.#state === "open" && !this.#doubted) return this.#socket?.send(text);
    this.#waiting.push({ text, at: this.options.clock.now() });
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
  }

  check(): void {
    if (this.#state !== "open" || this.#doubted) return;
    this.#doubted = true;
    this.#cancelHeartbeat();
    this.#ask(CHECK_MS);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelTimer();
    this.#drop(1000);
  }

  #connect(): void {
    const url = new URL(this.options.url);
    url.searchParams.set("id", this.id);
    url.searchParams.set("token", this.#token);
    const socket = this.options.socket?.(url.href) ?? new WebSocket(url.href);
    this.#socket = socket;
    this.#refused = false;
    this.#cancelTimer = this.options.clock.after(OPEN_TIMEOUT_MS, () => this.#lostSocket());
    socket.onmessage = (event) => this.#read(event.data);
    // An error is always followed by a close, whose code says what it was.
    socket.onclose = (event) => this.#lostSocket(event.code);
  }

  #read(data: unknown): void {
    this.#heard = true;
    if (this.#doubted) this.#trust();
    const frame = typeof data === "string" ? parseJson(serverFrameSchema, data) : null;
    // A broker that says something unknown is newer than this client, or hostile: neither may harm.
    if (frame !== null) this.#take(frame);
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case "OPEN":
        return this.#open();
      case "HEARTBEAT":
        // A hidden page's timers may come once a minute; what the broker asks is heard at once.
        this.#socket?.send(HEARTBEAT);
        return;
      case "ID-TAKEN":
        if (this.#settle !== null) return this.#end((settle) => settle.resolve("taken"));
        return this.#lostId();
      case "ERROR":
      case "INVALID-KEY":
        this.#refused = true;
        return;
      case "EXPIRE":
        return this.listener.expired(frame.src);
      default:
        // The echo of our own heartbeat. Anything else that says it is from us is for the codec to refuse.
        if (frame.src === this.id && frame.payload === undefined) return;
        this.listener.signal({ type: frame.type, src: frame.src, dst: this.id }, frame.payload);
    }
  }

  #open(): void {
    this.#cancelTimer();
    this.#attempt = 0;
    this.#state = "open";
    this.#trust();
    this.#beat();
    const settle = this.#settle;
    this.#settle = null;
    if (settle !== null) settle.resolve(this);
    else this.listener.state("open");
  }

  /** What waited until the broker is known to hear us goes out. */
  #trust(): void {
    this.#doubted = false;
    const since = this.options.clock.now() - WAITING_MS;
    for (const { text, at } of this.#waiting.splice(0)) if (at > since) this.#socket?.send(text);
  }

  /**
   * A heartbeat, and a frame to ourselves that the broker has to bring back: a socket whose other end
   * is gone without a word would seem open for a quarter of an hour.
   */
  #beat(): void {
    this.#cancelHeartbeat = this.options.clock.after(HEARTBEAT_MS, () => this.#ask(ECHO_MS));
  }

  #ask(patience: number): void {
    this.#heard = false;
    this.#socket?.send(HEARTBEAT);
    this.#socket?.send(JSON.stringify({ type: "CANDIDATE", dst: this.id }));
    this.#cancelHeartbeat = this.options.clock.after(patience, () => {
      if (this.#heard) this.#beat();
      else this.#lostSocket();
    });
  }

  /** The socket is closed with `code`, or without one when it was we who gave it up. */
  #lostSocket(code?: number): void {
    this.#cancelTimer();
    this.#drop();
    if (this.#closed) return;
    this.#doubted = false;
    const comeback = this.#comeback(code);
    if (this.#settle !== null && !this.#mayOpenLater(code)) return this.#neverOpened();
    if (comeback === "never") return this.#lostId();
    if (this.#state === "open") {
      this.#state = "reconnecting";
      this.listener.state("reconnecting");
    }
    const { clock, random } = this.options;
    const delay = comebackDelay(comeback, this.#attempt++, random);
    this.#cancelTimer = clock.after(delay, () => this.#connect());
  }

  #comeback(code: number | undefined): Comeback {
    if (code === undefined) {
      this.#ghosts++;
      return "soon";
    }
    if (code === TAKEN_BACK && this.#ghosts > 0) {
      this.#ghosts--;
      return "soon";
    }
    return comebackAfter(code);
  }

  /** Before the first OPEN: true when the broker said that it can't take us just now. */
  #mayOpenLater(code: number | undefined): boolean {
    return this.#refused && code !== undefined && REFUSED_FOR_NOW.has(code) &&
      this.options.clock.now() < this.#giveUpAt;
  }

  #neverOpened(): void {
    const error = this.#refused
      ? new JoinError("broker-refused", "the broker refused")
      : new JoinError("broker-unreachable", "the broker cannot be reached");
    this.#end((settle) => settle.reject(error));
  }

  #lostId(): void {
    this.close();
    this.#state = "lost";
    this.listener.state("lost");
  }

  #end(settleWith: (settle: Settle) => void): void {
    const settle = this.#settle;
    this.#settle = null;
    this.close();
    if (settle !== null) settleWith(settle);
  }

  #drop(code?: number): void {
    this.#cancelHeartbeat();
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    socket.close(code);
  }
}
