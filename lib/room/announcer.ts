import type { Emitter } from "../env/emitter.ts";
import type { RoomEvents, RoomState } from "./types.ts";

export interface AnnouncerOptions {
  readonly events: Emitter<RoomEvents>;
  readonly left: () => boolean;
  /** Makes a new picture of the room. */
  readonly picture: () => RoomState;
}

/** Tells listeners of the room's state: once per microtask, however much changed. */
export class Announcer {
  #state: RoomState | null = null;
  #announcing = false;

  constructor(readonly options: AnnouncerOptions) {}

  /** The room as it is now; the same object until something changes. */
  get state(): RoomState {
    return this.#state ??= this.options.picture();
  }

  /** Something of the room changed. */
  changed(): void {
    this.#state = null;
    if (this.#announcing) return;
    this.#announcing = true;
    queueMicrotask(() => {
      this.#announcing = false;
      if (!this.options.left()) this.options.events.emit("state", this.state);
    });
  }

  /** Tells of the room's end, at once, and lets go of every listener. */
  ended(): void {
    this.#state = null;
    this.options.events.emit("state", this.state);
    this.options.events.clear();
  }
}
