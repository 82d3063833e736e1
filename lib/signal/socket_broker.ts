import type { Clock, Random } from "../env/mod.ts";
import { hex } from "../env/bytes.ts";
import { JoinError } from "../errors.ts";
import { parseJson } from "../wire/json.ts";
import { type ServerFrame, serverFrameSchema } from "../wire/server_frame.ts";
import type { Broker, Mailbox, MailboxListener, MailboxState } from "./broker.ts";
import type { SignalType } from "./types.ts";

/** Milliseconds between heartbeats, so that no proxy takes the socket for idle. */
const HEARTBEAT_MS = 15_000;
/** How long opening an id may take before the broker counts as out of reach. */
const OPEN_TIMEOUT_MS = 10_000;
/** Milliseconds before each attempt to come back; the last one repeats. Up to half is added at random. */
const RECONNECT_MS = [200, 500, 1_000, 2_000, 4_000, 8_000];
/** Signals kept while the broker is away. */
const WAITING_MAX = 64;

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
  #waiting: string[] = [];
  readonly #token: string;
  #settle: Settle | null = null;

  constructor(
    readonly id: string,
    readonly listener: MailboxListener,
    readonly options: SocketBrokerOptions,
  ) {
    this.#token = hex(options.random(16));
    this.opened = new Promise((resolve, reject) => this.#settle = { resolve, reject });
    this.#connect();
  }

  get state(): MailboxState {
    return this.#state;
  }

  send(type: SignalType, dst: string, payload: unknown): void {
    if (this.#closed) return;
    const text = JSON.stringify({ type, dst, payload });
    if (this.#state === "open") return this.#socket?.send(text);
    this.#waiting.push(text);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
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
    this.#cancelTimer = this.options.clock.after(OPEN_TIMEOUT_MS, () => this.#lostSocket());
    socket.onmessage = (event) => this.#read(event.data);
    socket.onclose = () => this.#lostSocket();
    socket.onerror = () => this.#lostSocket();
  }

  #read(data: unknown): void {
    const frame = typeof data === "string" ? parseJson(serverFrameSchema, data) : null;
    // A broker that says something unknown is newer than this client, or hostile: neither may harm.
    if (frame !== null) this.#take(frame);
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case "OPEN":
        return this.#open();
      case "ID-TAKEN":
        if (this.#settle !== null) return this.#end((settle) => settle.resolve("taken"));
        return this.#lostId();
      case "ERROR":
      case "INVALID-KEY":
        if (this.#settle === null) return;
        return this.#end((settle) =>
          settle.reject(new JoinError("broker-refused", `the broker refused: ${frame.type}`))
        );
      case "EXPIRE":
        return this.listener.expired(frame.src);
      default:
        this.listener.signal({ type: frame.type, src: frame.src, dst: this.id }, frame.payload);
    }
  }

  #open(): void {
    this.#cancelTimer();
    this.#attempt = 0;
    this.#state = "open";
    for (const text of this.#waiting.splice(0)) this.#socket?.send(text);
    this.#beat();
    const settle = this.#settle;
    this.#settle = null;
    if (settle !== null) settle.resolve(this);
    else this.listener.state("open");
  }

  #beat(): void {
    this.#cancelHeartbeat = this.options.clock.after(HEARTBEAT_MS, () => {
      this.#socket?.send('{"type":"HEARTBEAT"}');
      this.#beat();
    });
  }

  #lostSocket(): void {
    this.#cancelTimer();
    this.#drop();
    if (this.#closed) return;
    if (this.#settle !== null) {
      return this.#end((settle) =>
        settle.reject(new JoinError("broker-unreachable", "the broker cannot be reached"))
      );
    }
    if (this.#state === "open") {
      this.#state = "reconnecting";
      this.listener.state("reconnecting");
    }
    const base = RECONNECT_MS[Math.min(this.#attempt++, RECONNECT_MS.length - 1)];
    const jitter = this.options.random(1)[0] / 255 * base / 2;
    this.#cancelTimer = this.options.clock.after(base + jitter, () => this.#connect());
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
    socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close(code);
  }
}
