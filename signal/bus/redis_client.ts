import { createClient } from "@redis/client";
import { BusLost } from "./bus.ts";

/** What the Redis bus needs of a connection to Redis. */
export interface RedisLink {
  /** Runs one command. Rejects with `BusLost` when Redis can't be reached, or takes too long. */
  command(args: readonly string[]): Promise<unknown>;
  /** Leaves Redis for good. */
  close(): void;
}

export interface RedisLinkOptions {
  readonly url: string;
  readonly channels: readonly string[];
  /** A message on one of the channels. */
  readonly message: (channel: string, message: string) => void;
  /** Redis can be reached (again), and all channels are subscribed. */
  readonly up: () => void;
}

/** How long a command or connecting may take, and how long to wait before connecting again. */
const COMMAND_MS = 2_000;
/** Commands that may be on their way: one for each client, and as many frames. Beyond it: `BusLost`. */
const COMMANDS_MAX = 65_536;
const RECONNECT_MS = [50, 100, 250, 500, 1_000];

/** Opens a connection that comes back by itself: one socket for commands, one that listens. */
export function openRedis(options: RedisLinkOptions): RedisLink {
  const client = makeClient(options.url);
  const listener = client.duplicate();
  const ready = new Set<unknown>();
  let subscribed = false;
  const mayBeUp = () => {
    if (subscribed && ready.size === 2) options.up();
  };
  for (const each of [client, listener]) {
    each.on("ready", () => {
      ready.add(each);
      mayBeUp();
    });
    // It reconnects by itself; commands meanwhile are refused, which is how the bus learns of it.
    each.on("error", () => ready.delete(each));
  }
  const started = start(client, listener, options).then(() => {
    subscribed = true;
    mayBeUp();
  });
  return {
    command: (args) => inTime(started.then(() => client.sendCommand([...args]))),
    close() {
      client.destroy();
      listener.destroy();
    },
  };
}

type Client = ReturnType<typeof makeClient>;

function makeClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: COMMANDS_MAX,
    pingInterval: 5_000,
    socket: {
      connectTimeout: COMMAND_MS,
      reconnectStrategy: (retries) => RECONNECT_MS[Math.min(retries, RECONNECT_MS.length - 1)],
    },
  });
}

async function start(client: Client, listener: Client, options: RedisLinkOptions): Promise<void> {
  const connecting = [client.connect(), listener.connect()];
  // These settle at the first success; until then the client goes on trying.
  await Promise.all(connecting);
  for (const channel of options.channels) {
    await listener.subscribe(channel, (message, on) => options.message(on, message));
  }
}

async function inTime(answer: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BusLost("Redis took too long")), COMMAND_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof BusLost) throw error;
    throw new BusLost("Redis did not do as asked", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
