import { z } from "zod";
import type { Bus, Seat } from "./bus.ts";
import type { Clock } from "./clock.ts";
import { sameToken } from "./token.ts";

export interface BroadcastBusOptions {
  readonly clock: Clock;
  /** Instances of one name share one set of ids. */
  readonly name?: string;
  readonly locks?: LockManager;
}

/** How often an instance says that it lives, and how long it is believed, in milliseconds. */
const ALIVE_MS = 2_000;
const DEAD_MS = 7_000;
/** How long a claim waits for the holder of its id to step back, in milliseconds. */
const STEP_BACK_MS = 1_000;

const from = z.string();
const id = z.string();
const token = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const messageSchema = z.discriminatedUnion("t", [
  /** An instance began, and wants to know who is where. */
  z.object({ t: z.literal("hello"), from }),
  /** These ids are held at `from`. */
  z.object({ t: z.literal("here"), from, ids: z.array(id) }),
  z.object({ t: z.literal("gone"), from, id }),
  z.object({ t: z.literal("alive"), from }),
  /** Somebody wants `id`: its holder steps back if the token is the same. */
  z.object({ t: z.literal("claim"), from, id, token }),
  z.object({ t: z.literal("taken"), from, id, token }),
  z.object({ t: z.literal("frames"), from, id, frames: z.array(z.string()).readonly() }),
]);
type Message = z.infer<typeof messageSchema>;

interface Held {
  seat: Seat;
  /** Gives the lock back. */
  readonly unlock: () => void;
}

/** A claim that waits for the lock of its id. */
interface Asking {
  readonly id: string;
  readonly seat: Seat;
  /** Ends the wait without the lock. */
  giveUp(): void;
}

/**
 * The bus between the workers of one process (`deno serve --parallel`). A claim is a Web Lock, so no
 * two workers can hold one id; what is said to an id is broadcast, and whoever holds it delivers.
 */
export class BroadcastBus implements Bus {
  readonly #self = crypto.randomUUID();
  readonly #channel: BroadcastChannel;
  readonly #name: string;
  readonly #locks: LockManager;
  readonly #clock: Clock;
  #held = new Map<string, Held>();
  #asking = new Set<Asking>();
  /** Which other instance holds an id, and when each was last heard of. */
  #elsewhere = new Map<string, string>();
  #heard = new Map<string, number>();
  #listeners = new Set<(id: string | null) => void>();
  #stopTicking = () => {};

  constructor({ clock, name = "kibitz.bus", locks = navigator.locks }: BroadcastBusOptions) {
    this.#clock = clock;
    this.#name = name;
    this.#locks = locks;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => {
      const parsed = messageSchema.safeParse(data);
      if (parsed.success) this.#take(parsed.data);
    };
    this.#post({ t: "hello", from: this.#self });
    this.#tick();
  }

  async claim(id: string, seat: Seat): Promise<"granted" | "taken"> {
    const here = this.#claimHere(id, seat);
    if (here !== null) return here;
    if (await this.#lock(id, seat, { ifAvailable: true })) return "granted";
    return this.#claimHere(id, seat) ?? await this.#ask(id, seat);
  }

  release(id: string, seat: Seat): void {
    const held = this.#held.get(id);
    if (held?.seat !== seat) return;
    this.#held.delete(id);
    this.#post({ t: "gone", from: this.#self, id });
    held.unlock();
  }

  publish(id: string, frames: readonly string[]): boolean {
    const held = this.#held.get(id);
    if (held !== undefined) {
      for (const frame of frames) held.seat.deliver(frame);
      return true;
    }
    if (!this.#elsewhere.has(id)) return false;
    this.#post({ t: "frames", from: this.#self, id, frames });
    return true;
  }

  subscribe(appeared: (id: string | null) => void): () => void {
    this.#listeners.add(appeared);
    return () => this.#listeners.delete(appeared);
  }

  close(): void {
    this.#stopTicking();
    for (const asking of this.#asking) asking.giveUp();
    for (const [id, { seat }] of this.#held) this.release(id, seat);
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
    this.#post({ t: "claim", from: this.#self, id, token: seat.token });
    try {
      if (await this.#lock(id, seat, { signal: abort.signal })) return "granted";
      return this.#claimHere(id, seat) ?? "taken";
    } finally {
      cancel();
      this.#asking.delete(asking);
    }
  }

  /** Takes the lock of an id, and keeps it until the id is released. */
  #lock(id: string, seat: Seat, options: LockOptions): Promise<boolean> {
    const { promise: kept, resolve: unlock } = Promise.withResolvers<void>();
    return new Promise((resolve, reject) => {
      this.#locks.request(`${this.#name} ${id}`, options, (lock) => {
        if (lock === null) return resolve(false);
        this.#held.set(id, { seat, unlock });
        this.#post({ t: "here", from: this.#self, ids: [id] });
        resolve(true);
        this.#reconsider(id);
        return kept;
      }).catch((error) => {
        // The wait was given up: somebody else keeps the lock.
        if (error instanceof DOMException && error.name === "AbortError") resolve(false);
        else reject(error);
      });
    });
  }

  /** An id has a new holder: claims that wait for the lock need to hear what that one says. */
  #reconsider(id: string): void {
    for (const asking of this.#asking) {
      if (asking.id !== id) continue;
      const held = this.#held.get(id);
      if (held === undefined) {
        this.#post({ t: "claim", from: this.#self, id, token: asking.seat.token });
      } else if (held.seat !== asking.seat) asking.giveUp();
    }
  }

  #take(message: Message): void {
    this.#heard.set(message.from, this.#clock.now());
    switch (message.t) {
      case "hello":
        return this.#post({ t: "here", from: this.#self, ids: [...this.#held.keys()] });
      case "alive":
        return;
      case "here":
        for (const id of message.ids) {
          this.#elsewhere.set(id, message.from);
          this.#reconsider(id);
          for (const appeared of this.#listeners) appeared(id);
        }
        return;
      case "gone":
        if (this.#elsewhere.get(message.id) === message.from) this.#elsewhere.delete(message.id);
        return;
      case "claim":
        return this.#stepBack(message.id, message.token);
      case "taken":
        for (const { id, seat, giveUp } of this.#asking) {
          if (id === message.id && sameToken(seat.token, message.token)) giveUp();
        }
        return;
      case "frames":
        for (const frame of message.frames) this.#held.get(message.id)?.seat.deliver(frame);
    }
  }

  #stepBack(id: string, token: Uint8Array): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    if (!sameToken(held.seat.token, token)) {
      return this.#post({ t: "taken", from: this.#self, id, token });
    }
    const { seat } = held;
    this.release(id, seat);
    seat.ousted();
  }

  #tick(): void {
    this.#post({ t: "alive", from: this.#self });
    const oldest = this.#clock.now() - DEAD_MS;
    for (const [instance, heard] of this.#heard) {
      if (heard >= oldest) continue;
      this.#heard.delete(instance);
      for (const [id, holder] of this.#elsewhere) {
        if (holder === instance) this.#elsewhere.delete(id);
      }
    }
    this.#stopTicking = this.#clock.after(ALIVE_MS, () => this.#tick());
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
