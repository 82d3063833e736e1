import { BROKER_CLOSE, type BrokerCloseName, brokerQuerySchema } from "../../lib/wire/broker.ts";
import type { Bus } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";
import { Connection, type ConnectionHost, errorFrame, type Wire } from "./connection.ts";
import { SocketLimits } from "./socket_limits.ts";
import type { RoutedFrame } from "./frame.ts";
import type { Limits } from "../limits.ts";
import { crowding, SendBuffers } from "./send_buffers.ts";
import { type Dialect, IdleWatch } from "./idle_watch.ts";
import { sizeOf } from "./size.ts";
import { NetworkTags } from "./network_tags.ts";
import { tokenDigest } from "../bus/client_token.ts";
import { FairQueue } from "./fair_queue.ts";
import { PendingFrames, type WaitingFrame } from "./pending_frames.ts";

/** Who knocks: the query of the WebSocket address as it came, and where it came from. */
export interface Hello {
  readonly id: string | null;
  readonly token: string | null;
  readonly dialect: Dialect;
  /** PeerServer's API key; PeerJS clients always name it. */
  readonly key: string | null;
  /** The client's address, or the part of it that counts as one client. */
  readonly address: string;
}

export interface BrokerOptions {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly limits: Limits;
  /** The one API key that is taken. PeerJS clients send "peerjs" unless told otherwise. */
  readonly key: string;
}

/** What the broker has done since it began; numbers only. */
export interface BrokerCounts {
  /** Ids that were granted, and frames that were routed, had to wait, or were given up. */
  opened: number;
  routed: number;
  waited: number;
  expired: number;
  /** How sockets ended. */
  closed: Partial<Record<BrokerCloseName | "by-client", number>>;
}

/** What a socket's events go to. */
export interface Intake {
  message(data: unknown): void;
  gone(): void;
}

/**
 * Introduces clients to each other: each claims an id, and says something to another by its id.
 * It keeps nothing but who is there, and for a few seconds what was said to those who are not.
 */
export class Broker implements ConnectionHost {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly door: SocketLimits;
  readonly turns: FairQueue;
  readonly lines: SendBuffers;
  readonly counts: BrokerCounts = { opened: 0, routed: 0, waited: 0, expired: 0, closed: {} };
  #connections = new Set<Connection>();
  #tags = new NetworkTags();
  #silence: IdleWatch;
  #waiting: PendingFrames<Connection>;
  /** Destinations whose line is on its way over the bus. True: somebody appeared meanwhile. */
  #sending = new Map<string, boolean>();
  #unsubscribe: () => void;
  #closing = false;

  constructor(readonly options: BrokerOptions) {
    this.clock = options.clock;
    this.limits = options.limits;
    this.door = new SocketLimits(options.clock, options.limits, () => this.counts.routed);
    this.turns = new FairQueue(options.clock);
    this.lines = new SendBuffers({
      clock: options.clock,
      limits: options.limits,
      crowded: (speaker, cost) => options.bus.complain(speaker, cost),
    });
    this.#silence = new IdleWatch(options.clock, options.limits, this.#connections);
    this.#waiting = new PendingFrames({
      clock: options.clock,
      limits: options.limits,
      expired: (sender, dst) => this.#expired(sender, dst),
      crowded: (sender, frame) => sender.crowded(crowding(frame)),
    });
    this.#unsubscribe = options.bus.subscribe((id) => {
      for (const each of id === null ? this.#waiting.destinations() : [id]) this.#send(each);
    });
  }

  /** Ids that are held at this instance. */
  ids(): string[] {
    return [...this.#connections].filter((each) => each.state === "open").map((each) => each.id);
  }

  /** How many frames wait for a client, and their length in all. */
  get waiting(): { readonly frames: number; readonly bytes: number } {
    return { frames: this.#waiting.size, bytes: this.#waiting.bytes };
  }

  /** Takes a new, open socket; the answer takes the socket's events. */
  connect(hello: Hello, wire: Wire): Intake {
    const { address } = hello;
    const admitted = this.door.enter(address);
    if (admitted !== "welcome") return this.#refuse(address, wire, admitted);
    if (this.#closing) return this.#refuse(address, wire, "going-away");
    const key = this.#keyProblem(hello);
    if (key !== null) return this.#refuse(address, wire, "bad-parameters", key);
    const query = brokerQuerySchema.safeParse(hello);
    if (!query.success) {
      const name = query.error.issues[0].path.join(".");
      return this.#refuse(address, wire, "bad-parameters", `The ${name} is missing or wrong`);
    }
    const { id, token } = query.data;
    const patience = this.#silence.patience[hello.dialect];
    const connection = new Connection(
      id,
      tokenDigest(token),
      address,
      this.#tags.of(address),
      patience,
      wire,
      this,
    );
    this.#connections.add(connection);
    this.#silence.begin();
    this.#claim(connection);
    return connection;
  }

  route(from: Connection, { type, dst, text }: RoutedFrame): void {
    // Nobody waits to hear that somebody left.
    const lasting = type !== "LEAVE";
    this.counts.routed++;
    if (this.#waiting.has(dst)) return this.#wait(from, dst, text, lasting);
    const sent = this.options.bus.publish(dst, [{ frame: text, speaker: from }]);
    if (sent === true || (sent === false && !lasting)) return;
    this.#wait(from, dst, text, lasting);
    if (sent !== false) this.#send(dst, sent);
  }

  burdened(bytes: number): void {
    this.door.turnstile.burdened(bytes);
  }

  ended(connection: Connection, why: BrokerCloseName | "by-client"): void {
    this.#count(why);
    if (OFFENCES.has(why)) this.door.offended(connection.address);
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#silence.end();
    this.options.bus.release(connection.id, connection);
    this.#waiting.drop(connection, (dst) => this.#sending.has(dst));
  }

  gone(connection: Connection): void {
    this.door.leave(connection.address);
  }

  /**
   * Tells every client to come back, spread over `spreadMs` milliseconds, takes no new ones, and
   * leaves the bus.
   */
  async close(spreadMs = 0): Promise<void> {
    this.#closing = true;
    const leaving = [...this.#connections];
    const perStep = Math.ceil(leaving.length / Math.max(1, Math.ceil(spreadMs / CLOSE_STEP_MS)));
    while (leaving.length > 0) {
      for (const connection of leaving.splice(0, perStep)) connection.end("going-away");
      if (leaving.length > 0) await this.#pause(CLOSE_STEP_MS);
    }
    this.#unsubscribe();
    this.turns.close();
    this.lines.close();
    this.#waiting.clear();
    await this.options.bus.close();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(ms, resolve));
  }

  #keyProblem({ key, dialect }: Hello): string | null {
    if (key === null) return dialect === "peerjs" ? "The key is missing or wrong" : null;
    return key === this.options.key ? null : "Invalid key provided";
  }

  #refuse(
    address: string,
    wire: Wire,
    name: BrokerCloseName,
    message: string = BROKER_CLOSE[name].reason,
  ): Intake {
    this.#count(name);
    wire.send(errorFrame(message));
    wire.close(BROKER_CLOSE[name].code, BROKER_CLOSE[name].reason);
    return {
      message: (data) => this.burdened(sizeOf(data)),
      gone: () => this.door.leave(address),
    };
  }

  #claim(connection: Connection): void {
    const claimed = this.options.bus.claim(connection.id, connection);
    if (!(claimed instanceof Promise)) return this.#claimed(connection, claimed);
    claimed.then(
      (result) => this.#claimed(connection, result),
      // The bus rejects when it can't say who holds the id: nobody may hold it on a guess.
      () => connection.fail("broker-unready"),
    );
  }

  #claimed(connection: Connection, result: "granted" | "taken"): void {
    if (connection.state === "closed") {
      return this.options.bus.release(connection.id, connection);
    }
    if (result === "taken") {
      connection.wire.send(ID_TAKEN);
      return connection.end("id-taken");
    }
    this.counts.opened++;
    connection.open();
    if (this.#waiting.has(connection.id)) this.#send(connection.id);
  }

  #wait(from: Connection, dst: string, frame: string, lasting: boolean): void {
    const result = this.#waiting.add(from, dst, frame, lasting);
    if (result === "sender-full") return from.fail("too-many-waiting");
    if (result === "waiting") this.counts.waited++;
  }

  #expired(sender: Connection, dst: string): void {
    this.counts.expired++;
    const frame = `{"type":"EXPIRE","src":"${dst}","dst":"${sender.id}"}`;
    sender.deliver({ frame, speaker: sender });
  }

  /**
   * Sends what waits for `dst`, a batch after the other, so that the order holds even where the bus
   * answers later. `first` is the answer for the one frame that was published already.
   */
  #send(dst: string, first?: Promise<boolean>): void {
    if (this.#sending.has(dst)) {
      this.#sending.set(dst, true);
      return;
    }
    if (first !== undefined) return this.#sendLater(dst, this.#waiting.first(dst, 1), first);
    for (;;) {
      const batch = this.#waiting.first(dst, BATCH);
      if (batch.length === 0) return;
      const sent = this.options.bus.publish(dst, batch);
      if (sent instanceof Promise) return this.#sendLater(dst, batch, sent);
      if (!sent) return;
      for (const each of batch) this.#waiting.remove(each);
    }
  }

  #sendLater(
    dst: string,
    batch: readonly WaitingFrame<Connection>[],
    answer: Promise<boolean>,
  ): void {
    this.#sending.set(dst, false);
    const settled = (sent: boolean) => {
      const appeared = this.#sending.get(dst);
      this.#sending.delete(dst);
      if (sent) { for (const each of batch) this.#waiting.remove(each); }
      else {this.#waiting.prune(dst, ({ lasting, speaker }) =>
          !lasting || speaker.state === "closed");}
      if (sent || appeared) this.#send(dst);
    };
    // The bus rejects when it is lost; the frames then wait like those for somebody who is not there.
    answer.then(settled, () => settled(false));
  }

  #count(why: BrokerCloseName | "by-client"): void {
    this.counts.closed[why] = (this.counts.closed[why] ?? 0) + 1;
  }
}

/** Ends that only a broken or hostile client brings about. */
const OFFENCES: ReadonlySet<BrokerCloseName | "by-client"> = new Set(
  [
    "bad-frame",
    "frame-too-large",
    "too-fast",
    "too-many-waiting",
    "crowding",
  ] as const,
);

/** Between two groups of clients that are sent away, in milliseconds. */
const CLOSE_STEP_MS = 20;

/** The most frames that go over the bus in one step. */
const BATCH = 64;

const ID_TAKEN = JSON.stringify({ type: "ID-TAKEN", payload: { msg: "ID is taken" } });
