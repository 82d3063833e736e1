import type { Clock, Room, RoomState } from "../../lib/mod.ts";

/** How patiently a page draws, in milliseconds. */
export interface Throttle {
  /**
   * How long it may go on showing "joining" while introductions are under way. Drawing the stage takes
   * the same thread that must answer offers: people see each other sooner when it waits.
   */
  readonly quiet: number;
  /** How long that may last while there are people who are being connected to. */
  readonly patient: number;
  /** How long everyone must have been connected: people who come together come one by one. */
  readonly steady: number;
  /** How far apart two drawings of the room are, at the least. */
  readonly between: number;
  /** How long into a call everything rests that is not needed at once. */
  readonly settle: number;
}

export const PAGE_PACE: Throttle = {
  quiet: 250,
  patient: 1_200,
  steady: 120,
  between: 50,
  settle: 3_000,
};

/** Resolves once everyone here is connected and nobody new came, at the latest after `pace.patient`. */
export function quietStart(room: Room, clock: Clock, pace: Throttle): Promise<void> {
  if (pace.quiet === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      for (const cancel of cancels) cancel();
      resolve();
    };
    let cancelSteady = () => {};
    const look = () => {
      cancelSteady();
      if (everyoneConnected(room.state)) cancelSteady = clock.after(pace.steady, done);
    };
    const cancels = [
      clock.after(pace.patient, done),
      clock.after(pace.quiet, () => room.state.peers.length === 0 && done()),
      room.on("state", (state) => state.phase.name === "left" ? done() : look()),
      () => cancelSteady(),
    ];
    look();
  });
}

function everyoneConnected({ peers }: RoomState): boolean {
  return peers.length > 0 && peers.every(({ link }) => link.name === "connected");
}

/** Hands on the latest of many values: the first at once, later ones `pace.between` apart. */
export function paced<Value>(
  clock: Clock,
  pace: Throttle,
  take: (value: Value) => void,
): { push(value: Value): void; stop(): void } {
  let latest: { value: Value } | null = null;
  let cancel: (() => void) | null = null;
  const resting = () => {
    cancel = null;
    if (latest === null) return;
    const { value } = latest;
    latest = null;
    cancel = clock.after(pace.between, resting);
    take(value);
  };
  return {
    push(value) {
      if (pace.between === 0) return take(value);
      latest = { value };
      if (cancel === null) resting();
    },
    stop() {
      cancel?.();
      cancel = null;
      latest = null;
    },
  };
}
