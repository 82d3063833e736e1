import { z } from "zod";
import type { Bus, Said, Seat, Soon, Speaker } from "./bus.ts";
import type { Clock } from "../clock.ts";
import { IdLocks, type Unlock } from "./id_locks.ts";
import { type RawChannel, ReliableChannel } from "./reliable_channel.ts";
import { sameToken } from "./client_token.ts";

export interface BroadcastBusOptions {
  readonly clock: Clock;
  /** Instances of one name share one set of ids. */
  readonly name?: string;
  readonly locks?: LockManager;
  readonly channel?: RawChannel;
}

/** How long a claim waits for the holder of its id to step back, in milliseconds. */
const STEP_BACK_MS = 1_000;

const id = z.string();
const token = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const network = z.string();
const speaker = z.object({ id, network, block: z.string() });
const messageSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("here"), id }),
  z.object({ t: z.literal("gone"), id }),
  /** Somebody wants `id`: its holder steps back if the token is the same. */
  z.object({ t: z.literal("claim"), id, token }),
  z.object({ t: z.literal("taken"), id, token }),
  z.object({
    t: z.literal("frames"),
    id,
    said: z.array(z.object({ frame: z.string(), speaker })).readonly(),
  }),
  /** What `id`, which speaks from that network, lost in a line that it crowded. */
  z.object({ t: z.literal("crowded"), id, network, cost: z.int().check(z.positive()) }),
]);
/** What a new instance hears first: the ids that are held. */
const snapshotSchema = z.array(id);
type Message = z.infer<typeof messageSchema>;

interface Held {
  seat: Seat;
  unlock: Unlock;
}

/** A claim that waits for the lock of its id. */
interface Asking {
  readonly id: string;
  readonly seat: Seat;
  /** Ends the wait without the lock. */
  giveUp(): void;
}

/**
 * The bus between the workers of one process (`deno serve --parallel`). A claim is a Web Lock where
 * there is more than one worker, so no two can hold one id; what is said to an id is broadcast, and
 * whoever holds it delivers.
 */
export class BroadcastBus implements Bus {
  readonly #channel: ReliableChannel<Message, string[]>;
  readonly #locks: IdLocks;
  readonly #clock: Clock;
  #held = new Map<string, Held>();
  #asking = new Set<Asking>();
  /** Which other instance holds an id. */
  #elsewhere = new Map<string, string>();
  #listeners = new Set<(id: string | null) => void>();

  constructor(
    { clock, name = "kibitz.bus", locks = navigator.locks, channel }: BroadcastBusOptions,
  ) {
    this.#clock = clock;
    this.#locks = new IdLocks({ name, locks, catchUp: () => this.#lockWhatIsHeld() });
    this.#channel = new ReliableChannel({
      channel: channel ?? new BroadcastChannel(name),
      clock,
      snapshot: () => [...this.#held.keys()],
      joined: (from, snapshot) => this.#joined(from, snapshot),
      received: (from, message) => {
        const parsed = messageSchema.safeParse(message);
        if (parsed.success) this.#take(from, parsed.data);
      },
      left: (from) => this.#left(from),
      sizeOf,
      caughtUp: () => {
        for (const appeared of this.#listeners) appeared(null);
      },
    });
  }

  claim(id: string, seat: Seat): Soon<"granted" | "taken"> {
    const here = this.#claimHere(id, seat);
    if (here !== null) return here;
    if (!this.#locks.alone) return this.#claimAmongAll(id, seat);
    this.#hold(id, seat, () => {});
    return "granted";
  }

  async #claimAmongAll(id: string, seat: Seat): Promise<"granted" | "taken"> {
    await this.#locks.decided;
    if (this.#locks.alone) return this.claim(id, seat);
    if (await this.#lock(id, seat, { ifAvailable: true })) return "granted";
    return this.#claimHere(id, seat) ?? await this.#ask(id, seat);
  }

  release(id: string, seat: Seat): void {
    const held = this.#held.get(id);
    if (held?.seat !== seat) return;
    this.#held.delete(id);
    this.#channel.post({ t: "gone", id });
    held.unlock();
  }

  publish(id: string, said: readonly Said[]): boolean {
    const held = this.#held.get(id);
    if (held !== undefined) {
      for (const each of said) held.seat.deliver(each);
      return true;
    }
    // What another worker is too busy to take waits with what waits for absent clients, where places
    // are shared out.
    if (!this.#elsewhere.has(id) || this.#channel.behind) return false;
    this.#channel.post({ t: "frames", id, said: said.map(plain) });
    return true;
  }

  complain({ id, network }: Speaker, cost: number): void {
    if (this.#held.has(id)) this.#crowded(id, network, cost);
    else if (this.#elsewhere.has(id)) {
      this.#channel.post({ t: "crowded", id, network, cost });
    }
  }

  subscribe(appeared: (id: string | null) => void): () => void {
    this.#listeners.add(appeared);
    return () => this.#listeners.delete(appeared);
  }

  close(): void {
    for (const asking of this.#asking) asking.giveUp();
    for (const [id, { seat }] of this.#held) this.release(id, seat);
    this.#locks.close();
    this.#channel.close();
  }

  /** Settles a claim for an id that this instance holds already; null when it does not. */
  #claimHere(id: string, seat: Seat): "granted" | "taken" | null {
    const held = this.#held.get(id);
    if (held === undefined) return null;
    const holder = held.seat;
    if (!sameToken(holder.token, seat.token)) return "taken";
    held.seat = seat;
    holder.ousted();
    return "granted";
  }

  /** Asks the holder to step back, and waits in line for the lock meanwhile. */
  async #ask(id: string, seat: Seat): Promise<"granted" | "taken"> {
    const abort = new AbortController();
    const asking: Asking = { id, seat, giveUp: () => abort.abort() };
    this.#asking.add(asking);
    const cancel = this.#clock.after(STEP_BACK_MS, asking.giveUp);
    this.#channel.post({ t: "claim", id, token: seat.token });
    try {
      if (await this.#lock(id, seat, { signal: abort.signal })) return "granted";
      return this.#claimHere(id, seat) ?? "taken";
    } finally {
      cancel();
      this.#asking.delete(asking);
    }
  }

  /** Takes the lock of an id, and keeps it until the id is released. */
  async #lock(id: string, seat: Seat, options: LockOptions): Promise<boolean> {
    const unlock = await this.#locks.acquire(id, options);
    if (unlock === null) return false;
    this.#hold(id, seat, unlock);
    this.#reconsider(id);
    return true;
  }

  #hold(id: string, seat: Seat, unlock: Unlock): void {
    this.#held.set(id, { seat, unlock });
    this.#channel.post({ t: "here", id });
  }

  /** Takes a lock for every id that was claimed without one. */
  async #lockWhatIsHeld(): Promise<void> {
    await Promise.all([...this.#held].map(async ([id, held]) => {
      const unlock = await this.#locks.acquire(id, {});
      if (unlock === null) return;
      if (this.#held.get(id) === held) held.unlock = unlock;
      // It was released while its lock was on the way.
      else unlock();
    }));
  }

  /** An id has a new holder: claims that wait for the lock need to hear what that one says. */
  #reconsider(id: string): void {
    for (const asking of this.#asking) {
      if (asking.id !== id) continue;
      const held = this.#held.get(id);
      if (held === undefined) {
        this.#channel.post({ t: "claim", id, token: asking.seat.token });
      } else if (held.seat !== asking.seat) asking.giveUp();
    }
  }

  #take(from: string, message: Message): void {
    switch (message.t) {
      case "here":
        return this.#appeared(from, message.id);
      case "gone":
        if (this.#elsewhere.get(message.id) === from) this.#elsewhere.delete(message.id);
        return;
      case "claim":
        return this.#stepBack(message.id, message.token);
      case "taken":
        for (const { id, seat, giveUp } of this.#asking) {
          if (id === message.id && sameToken(seat.token, message.token)) giveUp();
        }
        return;
      case "frames":
        for (const each of message.said) this.#held.get(message.id)?.seat.deliver(each);
        return;
      case "crowded":
        return this.#crowded(message.id, message.network, message.cost);
    }
  }

  #crowded(id: string, network: string, cost: number): void {
    const seat = this.#held.get(id)?.seat;
    // Somebody else may have the id by now.
    if (seat?.network === network) seat.crowded(cost);
  }

  #stepBack(id: string, token: Uint8Array): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    if (!sameToken(held.seat.token, token)) {
      return this.#channel.post({ t: "taken", id, token });
    }
    const { seat } = held;
    this.release(id, seat);
    seat.ousted();
  }

  #appeared(from: string, id: string): void {
    this.#elsewhere.set(id, from);
    this.#reconsider(id);
    for (const appeared of this.#listeners) appeared(id);
  }

  #joined(from: string, snapshot: unknown): void {
    const parsed = snapshotSchema.safeParse(snapshot);
    if (!parsed.success) return;
    this.#left(from);
    this.#locks.share();
    for (const id of parsed.data) this.#appeared(from, id);
  }

  #left(from: string): void {
    for (const [id, holder] of this.#elsewhere) {
      if (holder === from) this.#elsewhere.delete(id);
    }
  }
}

/** What of it others need: a speaker of this instance is a whole connection. */
function plain({ frame, speaker: { id, network, block } }: Said): Said {
  return { frame, speaker: { id, network, block } };
}

/** About what a message takes; all but frames are small. */
function sizeOf(message: Message): number {
  const small = 256;
  if (message.t !== "frames") return small;
  return message.said.reduce((sum, { frame }) => sum + frame.length + small, 0);
}
