import type { Room, RoomState } from "../../lib/mod.ts";
import type { Session } from "../session.ts";

/**
 * What a room page puts on `window.kibitz`: the running engine, for people who script their own
 * call (in the console, in an extension) and for tests. It can do what a person at the page can.
 */
export interface KibitzHandle {
  /** The public handle of the room; null outside of a call. */
  readonly room: Room | null;
  /** The room's state, or null outside of a call. */
  readonly state: RoomState | null;
  /** Where the page stands: "arriving", "ready", "joining", "in-call", "left" or "failed". */
  readonly phase: Session["phase"]["value"]["name"];
  /** The code of what went wrong, while `phase` is "failed". */
  readonly problem: string | null;
  /** Joins under a name (by default the one in the field). Rejects when it did not work. */
  join(name?: string): Promise<Room>;
  leave(): Promise<void>;
}

declare global {
  // `var` is what puts a name on globalThis, in TypeScript.
  var kibitz: KibitzHandle | undefined;
}

/** Makes the handle over a session. */
export function makeHandle(session: Session): KibitzHandle {
  return {
    get room() {
      return session.room.value;
    },
    get state() {
      return session.room.value?.state ?? null;
    },
    get phase() {
      return session.phase.value.name;
    },
    get problem() {
      const phase = session.phase.value;
      return phase.name === "failed" ? phase.problem.code : null;
    },
    async join(name) {
      if (name !== undefined) session.setName(name);
      await session.join();
      const room = session.room.value;
      if (room === null) throw new Error(`not joined: ${this.problem ?? this.phase}`);
      return room;
    },
    leave: () => session.leave(),
  };
}
