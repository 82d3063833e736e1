import { BROKER_CLOSE, type BrokerCloseName } from "../../lib/wire/broker.ts";
import { TokenBucket } from "../token_bucket.ts";
import type { Said, Seat, Speaker } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";
import { BadFrame, type ClientFrame, FrameReader, type RoutedFrame } from "./frame.ts";
import type { Limits } from "../limits.ts";
import { type Receiver, type SendBuffer, type SendBuffers, WINDOW } from "./send_buffers.ts";
import type { Patience, Watched } from "./idle_watch.ts";
import { isLonger, sizeOf } from "./size.ts";
import type { Whereabouts } from "./network_tags.ts";
import { Account, type FairQueue, type FrameSource } from "./fair_queue.ts";

/** The socket under a connection, as far as the broker needs it. */
export interface Wire {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes sent that the client has not taken yet. */
  unread(): number;
}

/** What a connection asks of its broker. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly turns: FairQueue;
  readonly lines: SendBuffers;
  /** A checked frame came from the connection that holds its id. */
  route(from: Connection, frame: RoutedFrame): void;
  /** So many bytes had to be read, only to be refused. */
  burdened(bytes: number): void;
  /** The connection is over, for whatever reason: its id is free. Called once. */
  ended(connection: Connection, why: BrokerCloseName | "by-client"): void;
  /** The socket itself is closed, some time after the connection or at once. */
  gone(connection: Connection): void;
}

/** Asks the client for a sign of life. */
const ASK = '{"type":"HEARTBEAT"}';
/** Frames of the client that are kept while its claim is on its way. */
const EARLY_MAX = 64;

/**
 * One client's socket, from its claim to its end: it enforces the limits of a socket, and is the
 * seat at which the bus delivers.
 *
 *     claiming -> open -> closed
 */
export class Connection implements Seat, Speaker, FrameSource, Receiver, Watched {
  readonly account = new Account();
  readonly network: string;
  readonly block: string;
  #state: "claiming" | "open" | "closed" = "claiming";
  /** The socket is closed, but some of what it said is still to be read. */
  #left = false;
  /** Characters delivered since it was last seen how much of them is unread. */
  #unlooked = 0;
  /** Looks since the client said something. */
  #silence = 0;
  #frames: TokenBucket;
  #bytes: TokenBucket;
  #reader: FrameReader;
  /** What came from the client while claiming. */
  #early: string[] | null = [];
  /** What is sent to it stands in line here while it does not keep up, or still claims. */
  #line: SendBuffer | null = null;
  /** For how many looks in a row it has read nothing of what it was sent. */
  #deaf = 0;
  /** What it may lose in other's lines; null as long as it has lost nothing. */
  #crowding: TokenBucket | null = null;

  constructor(
    readonly id: string,
    readonly token: Uint8Array,
    readonly address: string,
    { network, block }: Whereabouts,
    readonly patience: Patience,
    readonly wire: Wire,
    readonly host: ConnectionHost,
  ) {
    const { limits, clock } = host;
    this.network = network;
    this.block = block;
    this.#reader = new FrameReader(id);
    this.#frames = new TokenBucket(limits.framesPerSecond, limits.frameBurst, clock.now());
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, clock.now());
  }

  get state(): "claiming" | "open" | "closed" {
    return this.#state;
  }

  /** The claim was granted. */
  open(): void {
    if (this.#state !== "claiming") return;
    this.#state = "open";
    const early = this.#early;
    this.#early = null;
    this.wire.send('{"type":"OPEN"}');
    if (this.#line !== null) this.host.lines.update(this.#line);
    for (const frame of early ?? []) this.host.turns.enqueue(this, frame);
  }

  /** Takes one message from the socket. */
  message(data: unknown): void {
    if (this.#state === "closed") return;
    this.#silence = 0;
    const { limits, clock } = this.host;
    if (typeof data !== "string") {
      this.host.burdened(sizeOf(data));
      return this.fail("bad-frame", "Frames must be text");
    }
    if (isLonger(data, limits.frameBytes)) {
      this.host.burdened(data.length);
      return this.fail("frame-too-large");
    }
    const now = clock.now();
    if (!this.#frames.spend(now) || !this.#bytes.spend(now, data.length)) {
      return this.fail("too-fast");
    }
    if (this.#early === null) return this.host.turns.enqueue(this, data);
    this.#early.push(data);
    if (this.#early.length > EARLY_MAX) this.fail("too-fast");
  }

  deliver(said: Said): void {
    if (this.#line !== null) return this.host.lines.put(this.#line, said);
    this.#unlooked += said.frame.length;
    if (this.#unlooked <= WINDOW && this.#state === "open") return this.wire.send(said.frame);
    if (this.#state === "closed") return;
    this.#unlooked = said.frame.length;
    if (this.unread() <= WINDOW) return this.wire.send(said.frame);
    this.#line = this.host.lines.begin(this);
    this.host.lines.put(this.#line, said);
  }

  unread(): number {
    return this.#state === "open" ? this.wire.unread() : Number.POSITIVE_INFINITY;
  }

  hand(frame: string): void {
    this.wire.send(frame);
  }

  caughtUp(): void {
    this.#line = null;
    this.#deaf = 0;
  }

  crowded(cost: number): void {
    if (this.#state !== "open") return;
    const { limits, clock } = this.host;
    const { crowdingPerSecond, crowdingBurst } = limits;
    this.#crowding ??= new TokenBucket(crowdingPerSecond, crowdingBurst, clock.now());
    if (!this.#crowding.spend(clock.now(), cost)) this.fail("crowding");
  }

  /**
   * Asks a silent client for a sign of life, and gives it up at last. One that says something and
   * reads nothing stays, since what fills its line is what others sent; but nothing is kept for it.
   */
  checkSilence(): void {
    this.#silence++;
    if (this.#silence === this.patience.ask) this.wire.send(ASK);
    else if (this.#silence >= this.patience.end) return this.fail("silent");
    const line = this.#line;
    if (line === null || this.#state !== "open") return;
    this.#deaf = line.moved ? 0 : this.#deaf + 1;
    line.moved = false;
    if (this.#deaf < this.patience.reads) return;
    if (this.#silence >= this.patience.reads) this.fail("slow-reader");
    else if (!line.deaf) this.host.lines.giveUp(line);
  }

  ousted(): void {
    this.end("taken-back");
  }

  /** Says what is wrong in an ERROR frame, and closes. */
  fail(name: BrokerCloseName, message: string = BROKER_CLOSE[name].reason): void {
    if (this.#state === "closed") return;
    this.wire.send(errorFrame(message));
    this.end(name);
  }

  /** Closes the socket for a named reason. */
  end(name: BrokerCloseName): void {
    if (this.#state === "closed") return;
    const { code, reason } = BROKER_CLOSE[name];
    this.wire.close(code, reason);
    this.#over(name);
  }

  /** The socket is closed. What it said before is read all the same. */
  gone(): void {
    this.host.gone(this);
    this.#left = true;
    this.#endWhenRead();
  }

  #endWhenRead(): void {
    if (this.#state !== "closed" && !this.host.turns.waits(this)) this.#over("by-client");
  }

  #over(why: BrokerCloseName | "by-client"): void {
    this.#state = "closed";
    this.#early = null;
    this.host.turns.drop(this);
    if (this.#line !== null) this.host.lines.end(this.#line);
    this.#line = null;
    this.host.ended(this, why);
  }

  refuse(): void {
    this.fail("too-fast");
  }

  /** Reads one frame, when it is this socket's turn. */
  read(text: string): void {
    this.#route(text);
    if (this.#left) this.#endWhenRead();
  }

  #route(text: string): void {
    if (this.#state !== "open") return;
    let frame: ClientFrame;
    try {
      frame = this.#reader.read(text);
    } catch (error) {
      if (error instanceof BadFrame) return this.fail("bad-frame", error.message);
      throw error;
    }
    if (frame === "alive") return;
    if (frame === "gives-id-back") return this.end("given-back");
    this.host.route(this, frame);
  }
}

/** The frame that says what went wrong. */
export function errorFrame(message: string): string {
  return JSON.stringify({ type: "ERROR", payload: { msg: message } });
}
