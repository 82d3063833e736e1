/** One place in a network in memory: a participant, or the broker. */
export type Place = number;

/** Where the broker is; participants are counted from 1. */
export const BROKER: Place = 0;

/** What lies between the places of a local bus, for a simulation to delay, lose and cut. */
export interface Network {
  /** Delivers what may be lost on the way: a signal to the broker, or from it. */
  frame(from: Place, to: Place, run: () => void): void;
  /** Delivers in order and for certain, however late: what a connection or a socket carries. */
  stream(from: Place, to: Place, run: () => void): void;
  /** Tells `from` what it notices of its path to `to`: gone, or back. The answer ends the watch. */
  watch(from: Place, to: Place, told: (there: boolean) => void): () => void;
  /** Milliseconds that connecting may take before it counts as failed; null when it can't fail. */
  readonly patience: number | null;
}

/** A network that loses nothing: every delivery is a microtask, in order. */
export const perfectNetwork: Network = {
  frame: (_from, _to, run) => queueMicrotask(run),
  stream: (_from, _to, run) => queueMicrotask(run),
  watch: () => () => {},
  patience: null,
};
