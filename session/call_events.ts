import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Clock, Room, RoomState } from "../lib/mod.ts";
import { withoutDirections } from "../lib/wire/shown_text.ts";
import type { Notices } from "./notices/notices.ts";
import { refusedNotice } from "./verify/shield.ts";
import { callTexts } from "../texts/call.ts";
import { say } from "../texts/mod.ts";

/** Where news come from and go to. */
export interface NewsOptions {
  readonly state: ReadonlySignal<RoomState | null>;
  readonly notices: Notices;
  readonly chatOpen: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/** Tells what happens in a room as notices: who comes and goes, what is written, what needs care. */
export function tellCallEvents(
  room: Room,
  { state, notices, chatOpen, clock }: NewsOptions,
): (() => void)[] {
  // Older lines are history, which a newcomer gets in one piece, and no news.
  const since = clock.now();
  const refusing = computed(() => (state.value?.refusedSignals ?? 0) > 0);
  const lines: number[] = [];
  const warn = ({ title, text }: { title: string; text: string }) =>
    notices.add("warn", title, text);
  return [
    room.on(
      "peer-joined",
      (member) => notices.add("info", say(callTexts().joined, { name: member.name })),
    ),
    room.on(
      "peer-left",
      (member) => notices.add("info", say(callTexts().left, { name: member.name })),
    ),
    room.on("chat", (line) => {
      // What is passed on was written before, whatever time it names, and is marked in the chat alone.
      const news = line.author !== room.state.self.id && line.at >= since &&
        line.vouched === "author";
      if (news && !chatOpen.peek()) {
        lines.push(notices.add("info", line.name, withoutDirections(line.text)));
      }
    }),
    // The chat itself shows them now.
    effect(() => {
      if (chatOpen.value) untracked(() => lines.splice(0).forEach(notices.dismiss));
    }),
    // Once per call; the verify panel counts them.
    effect(() => {
      if (refusing.value) untracked(() => warn(refusedNotice()));
    }),
  ];
}
