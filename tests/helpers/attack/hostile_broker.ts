import { parseJson } from "../../../lib/wire/json.ts";
import * as z from "zod/mini";

/** One frame from a client to another. */
export interface Routed {
  readonly type: string;
  readonly src: string;
  readonly dst: string;
  readonly payload: unknown;
}

/**
 * A broker in the hands of an attacker. It speaks the real one's protocol, so that real pages use it
 * without knowing; it keeps everything that it sees, and does with it what it is told to.
 */
export interface HostileBroker {
  /** Everything that clients told it, in order: the address of each socket, then each text. */
  readonly seen: readonly string[];
  /** Every frame for another client as it came, before `tamper`. */
  readonly routed: readonly Routed[];
  /** Decides what is delivered in the place of each frame. At first: that frame as it is. */
  tamper: (frame: Routed) => readonly Routed[] | Promise<readonly Routed[]>;
  /** Delivers a frame to whoever holds `dst`, under any `src`. Throws when nobody holds it. */
  inject(frame: Routed): void;
  /** The ids that are held now, in the order in which they were claimed. */
  held(): string[];
  /** Takes in a client's WebSocket. */
  accept(request: Request): Response;
  /** Cuts every socket. */
  close(): void;
}

const clientFrame = z.object({
  type: z.string(),
  dst: z.optional(z.string()),
  payload: z.optional(z.unknown()),
});

interface Client {
  readonly token: string;
  readonly socket: WebSocket;
}

/** Makes a broker that is honest until it is told otherwise. */
export function createHostileBroker(): HostileBroker {
  const seen: string[] = [];
  const routed: Routed[] = [];
  const clients = new Map<string, Client>();
  const broker: HostileBroker = {
    seen,
    routed,
    tamper: (frame) => [frame],
    inject(frame) {
      if (!deliver(frame)) throw new Error(`nobody holds ${frame.dst}`);
    },
    held: () => [...clients.keys()],
    accept,
    close() {
      for (const { socket } of clients.values()) socket.close();
      clients.clear();
    },
  };
  return broker;

  function accept(request: Request): Response {
    const { socket, response } = Deno.upgradeWebSocket(request);
    const { searchParams, search } = new URL(request.url);
    const id = searchParams.get("id") ?? "";
    const token = searchParams.get("token") ?? "";
    seen.push(search);
    socket.onopen = () => claim(id, { token, socket });
    return response;
  }

  function claim(id: string, client: Client): void {
    const { socket } = client;
    const holder = clients.get(id);
    if (holder !== undefined && holder.token !== client.token) {
      socket.send(JSON.stringify({ type: "ID-TAKEN" }));
      return socket.close();
    }
    clients.set(id, client);
    const released = () => {
      if (clients.get(id) === client) clients.delete(id);
    };
    socket.onclose = released;
    socket.onerror = released;
    socket.onmessage = ({ data }) => void read(id, socket, String(data));
    socket.send(JSON.stringify({ type: "OPEN" }));
  }

  async function read(src: string, socket: WebSocket, text: string): Promise<void> {
    seen.push(text);
    const frame = parseJson(clientFrame, text);
    if (frame?.dst === undefined) return;
    const { type, dst, payload } = frame;
    const whole = { type, src, dst, payload };
    routed.push(whole);
    for (const next of await broker.tamper(whole)) {
      if (!deliver(next)) socket.send(JSON.stringify({ type: "EXPIRE", src: next.dst }));
    }
  }

  function deliver({ type, src, dst, payload }: Routed): boolean {
    const client = clients.get(dst);
    if (client?.socket.readyState !== WebSocket.OPEN) return false;
    client.socket.send(JSON.stringify({ type, src, payload }));
    return true;
  }
}
