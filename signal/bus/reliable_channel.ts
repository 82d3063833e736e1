import { z } from "zod";
import type { Clock } from "../clock.ts";

/** The part of a BroadcastChannel that is needed; tests put one that loses messages in its place. */
export interface RawChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export interface ReliableChannelOptions<Message, Snapshot> {
  readonly channel: RawChannel;
  readonly clock: Clock;
  /** What an instance has to know that joins now; it gets every later message besides. */
  readonly snapshot: () => Snapshot;
  /** Another instance joined, or has to begin anew: this is what it knows. */
  readonly joined: (from: string, snapshot: Snapshot) => void;
  readonly received: (from: string, message: Message) => void;
  /** Nothing was heard of another instance for so long that it counts as gone. */
  readonly left: (from: string) => void;
  /** About how large a message is, in bytes. */
  readonly sizeOf: (message: Message) => number;
  /** An instance that was behind has caught up. */
  readonly caughtUp: () => void;
}

/**
 * Packets on their way at once. Deno's BroadcastChannel has room for some 256 messages in all, and
 * drops the oldest for whoever is behind.
 */
const WINDOW = 16;
/** Messages that share a packet, when they had to wait for the window, and about how large it gets. */
const BATCH = 256;
const PACKET_SIZE = 1024 * 1024;
/** What may wait for the window before another instance counts as behind. */
const QUEUE_SIZE = 16 * PACKET_SIZE;
/** Packets after which an acknowledgement goes at once, and how long it waits otherwise, in ms. */
const ACK_EVERY = WINDOW / 4;
const ACK_MS = 4;
/** After how many milliseconds without an acknowledgement packets are sent again. */
const RESEND_MS = 60;
/** How often an instance says that it lives, and how long it is believed, in milliseconds. */
const ALIVE_MS = 2_000;
const DEAD_MS = 10_000;

const from = z.string();
const to = z.string();
const n = z.int();
const packetSchema = z.discriminatedUnion("k", [
  /** Asks for a snapshot: everybody, or the one who is named. */
  z.object({ k: z.literal("hello"), from, to: to.nullable() }),
  z.object({ k: z.literal("welcome"), from, to, n, snapshot: z.unknown() }),
  z.object({ k: z.literal("alive"), from }),
  z.object({ k: z.literal("bye"), from }),
  z.object({ k: z.literal("data"), from, n, messages: z.array(z.unknown()) }),
  z.object({ k: z.literal("ack"), from, to, n }),
  /** Packet `n` is missing. */
  z.object({ k: z.literal("again"), from, to, n }),
]);
type Packet = z.infer<typeof packetSchema>;
type Data = Extract<Packet, { k: "data" }>;

/** What is known of another instance. */
interface Peer {
  heard: number;
  /** The last of our packets that it has. */
  acked: number;
  /** The next of its packets; null until it has welcomed us. */
  expected: number | null;
  /** Its packets since our last acknowledgement. */
  unacknowledged: number;
}

/**
 * A BroadcastChannel on which nothing is lost and the order of each sender holds. Deno's own drops
 * messages when a receiver is busy: here packets are numbered, few are on their way at a time, and
 * what is missing is sent again.
 */
export class ReliableChannel<Message, Snapshot> {
  readonly self = crypto.randomUUID();
  #peers = new Map<string, Peer>();
  #queue: Message[] = [];
  /** What the messages in the queue take. */
  #queued = 0;
  #sent = 0;
  #unacked: Data[] = [];
  #cancelResend: (() => void) | null = null;
  #cancelAck: (() => void) | null = null;
  #cancelAlive = () => {};

  constructor(readonly options: ReliableChannelOptions<Message, Snapshot>) {
    options.channel.onmessage = ({ data }) => {
      const parsed = packetSchema.safeParse(data);
      if (parsed.success && parsed.data.from !== this.self) this.#take(parsed.data);
    };
    this.#post({ k: "hello", from: this.self, to: null });
    this.#alive();
  }

  /** Sends to every instance that is there. */
  post(message: Message): void {
    if (this.#peers.size === 0) return;
    this.#queue.push(message);
    this.#queued += this.options.sizeOf(message);
    this.#flush();
  }

  /** True while another instance is so far behind that what can wait had better not be sent. */
  get behind(): boolean {
    return this.#queued >= QUEUE_SIZE;
  }

  /** Sends what still waits, and ends. */
  close(): void {
    if (this.#queue.length > 0) this.#packet(this.#queue.splice(0));
    this.#post({ k: "bye", from: this.self });
    this.#cancelAlive();
    this.#cancelResend?.();
    this.#cancelAck?.();
    this.options.channel.close();
  }

  #flush(): void {
    const { behind } = this;
    while (this.#queue.length > 0 && this.#unacked.length < WINDOW) {
      this.#packet(this.#batch());
    }
    if (behind && !this.behind) this.options.caughtUp();
  }

  #batch(): Message[] {
    let size = 0;
    let count = 0;
    while (count < Math.min(this.#queue.length, BATCH) && size < PACKET_SIZE) {
      size += this.options.sizeOf(this.#queue[count++]);
    }
    this.#queued -= size;
    return this.#queue.splice(0, count);
  }

  #packet(messages: unknown[]): void {
    const packet: Data = { k: "data", from: this.self, n: ++this.#sent, messages };
    this.#unacked.push(packet);
    this.#post(packet);
    this.#cancelResend ??= this.options.clock.after(RESEND_MS, () => this.#resend());
  }

  #resend(): void {
    this.#cancelResend = null;
    if (this.#unacked.length === 0) return;
    for (const packet of this.#unacked) this.#post(packet);
    this.#cancelResend = this.options.clock.after(RESEND_MS, () => this.#resend());
  }

  #take(packet: Packet): void {
    const peer = this.#peers.get(packet.from);
    if (peer !== undefined) peer.heard = this.options.clock.now();
    if ("to" in packet && packet.to !== null && packet.to !== this.self) return;
    switch (packet.k) {
      case "hello":
        return this.#welcome(packet.from);
      case "welcome":
        return this.#welcomed(packet.from, packet.n, packet.snapshot as Snapshot);
      case "alive":
        if (peer === undefined || peer.expected === null) this.#hello(packet.from);
        return;
      case "bye":
        return this.#gone(packet.from);
      case "data":
        return this.#data(packet, peer);
      case "ack":
        return this.#acked(peer, packet.n);
      case "again":
        return this.#again(packet.from, packet.n);
    }
  }

  #hello(to: string): void {
    this.#post({ k: "hello", from: this.self, to });
  }

  /** From here on `to` has to acknowledge what is sent. */
  #welcome(to: string): void {
    const now = this.options.clock.now();
    const peer = this.#peers.get(to) ??
      { heard: now, acked: 0, expected: null, unacknowledged: 0 };
    // The snapshot holds what is in the queue already; it may hear that twice, but never too late.
    peer.acked = this.#sent;
    this.#peers.set(to, peer);
    const snapshot = this.options.snapshot();
    this.#post({ k: "welcome", from: this.self, to, n: this.#sent, snapshot });
    if (peer.expected === null) this.#hello(to);
  }

  #welcomed(from: string, n: number, snapshot: Snapshot): void {
    const now = this.options.clock.now();
    const peer = this.#peers.get(from) ??
      { heard: now, acked: this.#sent, expected: null, unacknowledged: 0 };
    this.#peers.set(from, peer);
    // A second welcome that crossed the first tells nothing new.
    if (peer.expected !== null && n < peer.expected) return;
    peer.expected = n + 1;
    this.options.joined(from, snapshot);
  }

  #data({ from, n, messages }: Data, peer: Peer | undefined): void {
    if (peer === undefined || peer.expected === null) return this.#hello(from);
    if (n > peer.expected) {
      return this.#post({ k: "again", from: this.self, to: from, n: peer.expected });
    }
    if (n === peer.expected) {
      peer.expected++;
      for (const message of messages) this.options.received(from, message as Message);
    }
    if (++peer.unacknowledged >= ACK_EVERY) return this.#ack(from, peer);
    this.#cancelAck ??= this.options.clock.after(ACK_MS, () => this.#ackAll());
  }

  #ackAll(): void {
    this.#cancelAck = null;
    for (const [id, peer] of this.#peers) if (peer.unacknowledged > 0) this.#ack(id, peer);
  }

  #ack(to: string, peer: Peer): void {
    if (peer.expected === null) return;
    peer.unacknowledged = 0;
    this.#post({ k: "ack", from: this.self, to, n: peer.expected - 1 });
  }

  #acked(peer: Peer | undefined, n: number): void {
    if (peer === undefined) return;
    peer.acked = Math.max(peer.acked, n);
    this.#forget();
  }

  /** Drops packets that everybody has, and sends what waited for the window. */
  #forget(): void {
    const everybody = Math.min(this.#sent, ...[...this.#peers.values()].map(({ acked }) => acked));
    const before = this.#unacked.length;
    while (this.#unacked.length > 0 && this.#unacked[0].n <= everybody) this.#unacked.shift();
    if (this.#unacked.length === before) return;
    // There was progress, so the rest is on its way too.
    this.#cancelResend?.();
    this.#cancelResend = this.#unacked.length === 0
      ? null
      : this.options.clock.after(RESEND_MS, () => this.#resend());
    this.#flush();
  }

  #again(from: string, n: number): void {
    const missing = this.#unacked.filter((packet) => packet.n >= n);
    // What is forgotten can't be sent again: whoever needs it begins anew.
    if (missing[0]?.n !== n) return this.#welcome(from);
    for (const packet of missing) this.#post(packet);
  }

  #alive(): void {
    this.#post({ k: "alive", from: this.self });
    const oldest = this.options.clock.now() - DEAD_MS;
    for (const [id, { heard }] of this.#peers) if (heard < oldest) this.#gone(id);
    this.#cancelAlive = this.options.clock.after(ALIVE_MS, () => this.#alive());
  }

  #gone(id: string): void {
    if (!this.#peers.delete(id)) return;
    this.options.left(id);
    this.#forget();
  }

  #post(packet: Packet): void {
    this.options.channel.postMessage(packet);
  }
}
