import type {
  HostKey,
  HostKeyErrorCode,
  JoinOptions,
  PreparedRoom,
  PrepareOptions,
  Room,
} from "../../lib/mod.ts";

type Engine = typeof import("../../lib/mod.ts");

let loading: Promise<Engine> | null = null;

/**
 * Fetches the engine's code, once. The page is drawn and answers without it; it is fetched at the
 * first sign that somebody is there, so that it has arrived when they join. A fetch that failed is
 * tried again by the next call.
 */
export function loadEngine(): Promise<Engine> {
  loading ??= import("../../lib/mod.ts").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** How one session comes into rooms. */
export interface EngineJoin {
  /** Makes ready to join a room, so that the click itself has little left to do. */
  prepare(room: string, options: PrepareOptions): Promise<PreparedRoom>;
  /** Joins with what was made ready for this room, or from the start. Each is used for one visit. */
  joinRoom(room: string, options: JoinOptions): Promise<Room>;
}

/** Joins by the engine, which is fetched if need be. */
export function createEngineJoin(): EngineJoin {
  let ahead: { room: string; options: PrepareOptions; prepared: Promise<PreparedRoom> } | null =
    null;
  return {
    async prepare(room, options) {
      if (ahead !== null) return await ahead.prepared;
      const prepared = loadEngine().then((engine) => engine.prepareRoom(room, options));
      ahead = { room, options, prepared };
      try {
        return await prepared;
      } catch (error) {
        ahead = null;
        throw error;
      }
    },
    async joinRoom(room, options) {
      const ready = ahead;
      ahead = null;
      if (ready?.room === room && sameLink(ready.options, options)) {
        return await (await ready.prepared).join(options);
      }
      // Nobody joins with it: neither its connection nor its certificate is needed.
      ready?.prepared.then((prepared) => prepared.discard(), () => {});
      return await (await loadEngine()).joinRoom(room, options);
    },
  };
}

function sameLink(one: PrepareOptions, other: PrepareOptions): boolean {
  // A page reads its link once, so its host is one object. A seat that is too old is left by now.
  return one.key === other.key && one.capacity === other.capacity && one.host === other.host &&
    one.hostFirst === other.hostFirst && one.seat === other.seat;
}

/** How to come by the key of a room's host. */
export interface HostKeys {
  /** Reads a key that the tab kept; null for one that is not the key sealed in this room's link. */
  readKept(text: string, sealed: string): Promise<HostKey | null>;
  /** Opens the sealed key, or answers why it can't. */
  open(
    sealed: string,
    lock: { room: string; password: string },
  ): Promise<HostKey | HostKeyErrorCode>;
}

/** Host keys by the engine, which is fetched if need be. */
export const engineHostKeys: HostKeys = {
  async readKept(text, sealed) {
    const { hostPublicKey, readKeptHostKey } = await loadEngine();
    const key = await readKeptHostKey(text);
    return key?.publicKey === hostPublicKey(sealed) ? key : null;
  },
  async open(sealed, lock) {
    const { HostKeyError, openHostKey } = await loadEngine();
    try {
      return await openHostKey(sealed, lock);
    } catch (error) {
      if (error instanceof HostKeyError) return error.code;
      throw error;
    }
  },
};
