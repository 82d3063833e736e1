import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type Bus, BusLost, type Said, type Seat, type Speaker } from "./bus.ts";
import type { Clock } from "../clock.ts";
import type { RedisLink, RedisLinkOptions } from "./redis_client.ts";
import { type ScriptName, SCRIPTS } from "./redis_scripts.ts";

export interface RedisBusOptions {
  readonly clock: Clock;
  /** Opens the connection; it tells of messages and of coming back. */
  readonly open: (options: Omit<RedisLinkOptions, "url">) => RedisLink;
  /** Instances of one prefix share one set of ids. */
  readonly prefix?: string;
  /** How long the ids of an instance that crashed stay taken, in milliseconds. */
  readonly leaseMs?: number;
}

/** The lease unless said otherwise, in milliseconds. It is renewed three times as often. */
export const LEASE_MS = 15_000;

interface Held {
  readonly seat: Seat;
  readonly value: string;
}

/** A claim whose answer is not here yet. */
interface Claiming extends Held {
  readonly id: string;
  ousted: boolean;
}

/**
 * The bus between processes and machines, over Redis. A claim is a key with a lease (`SET PX`), messages
 * are pub/sub, one channel for each instance. While Redis is away for longer than the lease nobody
 * can know who holds an id, so nothing is delivered; sockets stay, and claims are taken up again.
 */
export class RedisBus implements Bus {
  readonly #self = crypto.randomUUID();
  readonly #prefix: string;
  readonly #leaseMs: number;
  readonly #clock: Clock;
  readonly #link: RedisLink;
  #held = new Map<string, Held>();
  #claiming = new Set<Claiming>();
  #claims = 0;
  #listeners = new Set<(id: string | null) => void>();
  /** When the lease of what is held was last known to run, from its beginning. */
  #leasedAt: number;
  #stopTicking = () => {};
  #renewing: Promise<void> | null = null;

  constructor({ clock, open, prefix = "kibitz", leaseMs = LEASE_MS }: RedisBusOptions) {
    this.#prefix = prefix;
    this.#leaseMs = leaseMs;
    this.#clock = clock;
    this.#leasedAt = clock.now();
    this.#link = open({
      channels: [`${prefix}:here`, `${prefix}:to:${this.#self}`],
      message: (channel, message) => this.#message(channel, message),
      up: () => void this.#up(),
    });
    this.#tick();
  }

  async claim(id: string, seat: Seat): Promise<"granted" | "taken"> {
    const digest = Buffer.from(seat.token).toString("hex");
    const value = `${this.#self}|${digest}|${++this.#claims}`;
    const claiming: Claiming = { id, seat, value, ousted: false };
    this.#claiming.add(claiming);
    try {
      const lease = String(this.#leaseMs);
      const granted = await this.#run("claim", id, [value, digest, lease, this.#prefix, id]);
      return granted === 1 ? this.#granted(claiming) : "taken";
    } catch (error) {
      // It may have been granted all the same: then the id is given back, now or by its lease.
      this.#forget(id, value);
      throw error;
    } finally {
      this.#claiming.delete(claiming);
    }
  }

  release(id: string, seat: Seat): void {
    const held = this.#held.get(id);
    if (held?.seat !== seat) return;
    this.#held.delete(id);
    this.#forget(id, held.value);
  }

  publish(id: string, said: readonly Said[]): true | Promise<boolean> {
    const held = this.#held.get(id);
    if (held !== undefined && !this.#inDoubt()) {
      for (const each of said) held.seat.deliver(each);
      return true;
    }
    return this.#run("publish", id, [this.#prefix, id, "frame", ...said.map(written)]).then((
      receivers,
    ) => receivers !== 0);
  }

  complain({ id, network }: Speaker, cost: number): void {
    if (this.#held.has(id)) return this.#crowded(id, network, cost);
    const message = `${network}\n${cost}`;
    this.#run("publish", id, [this.#prefix, id, "crowded", message]).catch(unlessLost);
  }

  subscribe(appeared: (id: string | null) => void): () => void {
    this.#listeners.add(appeared);
    return () => this.#listeners.delete(appeared);
  }

  async close(): Promise<void> {
    this.#stopTicking();
    const held = [...this.#held];
    this.#held.clear();
    await Promise.allSettled(held.map(([id, { value }]) => this.#run("release", id, [value])));
    this.#link.close();
  }

  #granted({ id, seat, value, ousted }: Claiming): "granted" {
    const before = this.#held.get(id);
    this.#held.set(id, { seat, value });
    before?.seat.ousted();
    // Somebody took it over before we even knew that it was ours.
    if (ousted) this.#oust(id, value);
    return "granted";
  }

  #oust(id: string, value: string): void {
    for (const claiming of this.#claiming) {
      if (claiming.value === value) claiming.ousted = true;
    }
    const held = this.#held.get(id);
    if (held?.value !== value) return;
    this.#held.delete(id);
    held.seat.ousted();
  }

  #message(channel: string, message: string): void {
    if (channel === `${this.#prefix}:here`) {
      for (const appeared of this.#listeners) appeared(message);
      return;
    }
    const kindEnd = message.indexOf("\n");
    const idEnd = message.indexOf("\n", kindEnd + 1);
    const kind = message.slice(0, kindEnd);
    const id = message.slice(kindEnd + 1, idEnd);
    const rest = message.slice(idEnd + 1);
    if (kind === "ousted") this.#oust(id, rest);
    else if (kind === "frame") this.#deliver(id, rest);
    else if (kind === "crowded") {
      const [network, cost] = rest.split("\n");
      this.#crowded(id, network, Number(cost));
    }
  }

  #deliver(id: string, message: string): void {
    const said = read(message);
    if (said === null) return;
    this.#held.get(id)?.seat.deliver(said);
    // A claim that was just granted: its seat keeps the frame until it knows, or drops it.
    for (const claiming of this.#claiming) {
      if (claiming.id === id) claiming.seat.deliver(said);
    }
  }

  #crowded(id: string, network: string, cost: number): void {
    const seat = this.#held.get(id)?.seat;
    // Somebody else may have the id by now.
    if (seat?.network === network && cost > 0) seat.crowded(cost);
  }

  async #up(): Promise<void> {
    await this.#renew();
    for (const appeared of this.#listeners) appeared(null);
  }

  #tick(): void {
    void this.#renew();
    this.#stopTicking = this.#clock.after(this.#leaseMs / 3, () => this.#tick());
  }

  /** Renews the lease of everything that is held; one round at a time. */
  #renew(): Promise<void> {
    return this.#renewing ??= this.#renewAll().finally(() => this.#renewing = null);
  }

  async #renewAll(): Promise<void> {
    const started = this.#clock.now();
    const args = [String(this.#leaseMs), this.#prefix];
    const lost = (_error: unknown) => null;
    const answers = await Promise.all(
      [...this.#held].map(async ([id, { value }]) => {
        const kept = await this.#run("renew", id, [value, ...args, id]).catch(lost);
        if (kept === 0) this.#oust(id, value);
        return kept;
      }),
    );
    // Redis was away for some: their lease goes on running out.
    if (answers.every((answer) => answer !== null)) this.#leasedAt = started;
  }

  /** True when the lease may have run out, so that another instance may hold our ids by now. */
  #inDoubt(): boolean {
    return this.#clock.now() - this.#leasedAt >= this.#leaseMs;
  }

  /** Deletes a claim in Redis. When Redis is away, the lease does it. */
  #forget(id: string, value: string): void {
    this.#run("release", id, [value]).catch(unlessLost);
  }

  async #run(name: ScriptName, id: string, args: readonly string[]): Promise<unknown> {
    const { text, keys } = SCRIPTS[name];
    const rest = [String(keys), `${this.#prefix}:id:${id}`, ...args];
    try {
      return await this.#link.command(["EVALSHA", sha1(name), ...rest]);
    } catch (error) {
      // A Redis that was restarted has forgotten its scripts.
      const cause = error instanceof BusLost ? error.cause : error;
      if (!(cause instanceof Error) || !cause.message.startsWith("NOSCRIPT")) throw error;
      return await this.#link.command(["EVAL", text, ...rest]);
    }
  }
}

/** A frame as it goes over Redis: ids and tags hold no line break, and the frame comes last. */
function written({ frame, speaker: { id, network, block } }: Said): string {
  return `${block}\n${network}\n${id}\n${frame}`;
}

function read(message: string): Said | null {
  const blockEnd = message.indexOf("\n");
  const networkEnd = message.indexOf("\n", blockEnd + 1);
  const idEnd = message.indexOf("\n", networkEnd + 1);
  if (blockEnd === -1 || networkEnd === -1 || idEnd === -1) return null;
  const speaker = {
    block: message.slice(0, blockEnd),
    network: message.slice(blockEnd + 1, networkEnd),
    id: message.slice(networkEnd + 1, idEnd),
  };
  return { frame: message.slice(idEnd + 1), speaker };
}

/** For what may be left undone while Redis is away. */
function unlessLost(error: unknown): void {
  if (!(error instanceof BusLost)) throw error;
}

const hashes = new Map<ScriptName, string>();

function sha1(name: ScriptName): string {
  let hash = hashes.get(name);
  if (hash === undefined) {
    hash = createHash("sha1").update(SCRIPTS[name].text).digest("hex");
    hashes.set(name, hash);
  }
  return hash;
}
