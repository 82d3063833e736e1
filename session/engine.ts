import type { Room } from "../lib/mod.ts";
import type { JoinOptions } from "../lib/options.ts";

type Engine = typeof import("../lib/mod.ts");

let loading: Promise<Engine> | null = null;

/**
 * Fetches the engine's code, once. The page is drawn and answers without it; it is fetched at the
 * first sign that somebody is there, so that it has arrived when they join. A fetch that failed is
 * tried again by the next call.
 */
export function loadEngine(): Promise<Engine> {
  loading ??= import("../lib/mod.ts").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** `joinRoom` of the engine, fetching it first where that has not happened yet. */
export async function joinRoom(room: string, options: JoinOptions): Promise<Room> {
  const engine = await loadEngine();
  return await engine.joinRoom(room, options);
}
