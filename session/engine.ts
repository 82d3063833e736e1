import type { JoinOptions, PreparedRoom, PrepareOptions, Room } from "../lib/mod.ts";

type Engine = typeof import("../lib/mod.ts");

let loading: Promise<Engine> | null = null;
let ahead: { room: string; key: string | undefined; prepared: Promise<PreparedRoom> } | null = null;

/**
 * Fetches the engine's code, once. The page is drawn and answers without it; it is fetched at the
 * first sign that somebody is there, so that it has arrived when they join. A fetch that failed is
 * tried again by the next call.
 */
function loadEngine(): Promise<Engine> {
  loading ??= import("../lib/mod.ts").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Makes ready to join a room, so that the click itself has little left to do. */
export async function prepareRoom(room: string, options: PrepareOptions): Promise<void> {
  if (ahead !== null) return;
  const prepared = loadEngine().then((engine) => engine.prepareRoom(room, options));
  ahead = { room, key: options.key, prepared };
  try {
    await prepared;
  } catch (error) {
    ahead = null;
    throw error;
  }
}

/** Joins with what was made ready for this room, or from the start. Each is used for one visit. */
export async function joinRoom(room: string, options: JoinOptions): Promise<Room> {
  const ready = ahead;
  ahead = null;
  if (ready?.room === room && ready.key === options.key) {
    return await (await ready.prepared).join(options);
  }
  return await (await loadEngine()).joinRoom(room, options);
}
