import v8 from "node:v8";
import vm from "node:vm";
import type { Clock } from "./clock.ts";

/** How often to look whether it is quiet, in milliseconds. */
const LOOK_MS = 2_000;
/** Growth of the heap since the last time, in bytes, that is worth a collection. */
const WORTH_BYTES = 12 * 1024 * 1024;
/** Events in `LOOK_MS` up to which it counts as quiet: hardly anybody is kept waiting then. */
const QUIET_EVENTS = 1_000;
/** How many times in a row it must look quiet: a pause between two bursts of work is none. */
const QUIET_LOOKS = 3;

export interface TidyOptions {
  readonly clock: Clock;
  /** How much has happened so far, in events of any kind. */
  readonly events: () => number;
  /** Bytes in use on the heap. */
  readonly used: () => number;
  readonly collect: () => void;
}

/**
 * Collects garbage once after a time of much work. V8 collects while it allocates; a server that has
 * become quiet allocates nothing, so what an attack left behind would stay for as long as it is quiet.
 * The answer ends it.
 */
export function keepTidy({ clock, events, used, collect }: TidyOptions): () => void {
  let floor = used();
  let before = events();
  let quietLooks = 0;
  let cancel = () => {};
  const look = () => {
    cancel = clock.after(LOOK_MS, look);
    const now = events();
    quietLooks = now - before <= QUIET_EVENTS ? quietLooks + 1 : 0;
    before = now;
    const heap = used();
    // V8 itself may have collected meanwhile.
    floor = Math.min(floor, heap);
    if (quietLooks < QUIET_LOOKS || heap - floor < WORTH_BYTES) return;
    collect();
    floor = used();
  };
  cancel = clock.after(LOOK_MS, look);
  return () => cancel();
}

/** V8's own collector, which is given to programs only when asked for by a flag. */
export function collector(): () => void {
  v8.setFlagsFromString("--expose-gc");
  const collect: unknown = vm.runInNewContext("gc");
  return typeof collect === "function" ? () => void collect() : () => {};
}
