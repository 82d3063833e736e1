import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Room, RoomState } from "../../lib/mod.ts";
import { callTexts } from "../../texts/call.ts";
import { say } from "../../texts/mod.ts";
import type { Devices } from "../devices/devices.ts";
import type { Notices } from "../notices/notices.ts";

/** What the host's decisions work on. */
export interface ObeyOptions {
  /** Whether the host let us in. */
  readonly waited: boolean;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly devices: Pick<Devices, "microphone">;
  readonly notices: Notices;
  readonly followKey: (key: string) => void;
}

/** Tells what the host decided of us, and does what they ask of this page: quiet, another link. */
export function followHostRequests(
  room: Room,
  { waited, state, devices, notices, followKey }: ObeyOptions,
): (() => void)[] {
  if (waited) notices.add("info", callTexts().letIn);
  return [
    room.on("mute-asked", (host) => {
      if (!devices.microphone.wanted.peek()) return;
      void devices.microphone.set(false);
      const { title, text } = callTexts().mutedYou;
      notices.add("warn", say(title, { name: host.name }), text);
    }),
    // By the state and not by its event: the key may change while the page still draws.
    effect(() => {
      const key = state.value?.key ?? null;
      if (key !== null) untracked(() => followKey(key));
    }),
  ];
}
