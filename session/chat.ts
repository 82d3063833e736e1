import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ChatLine, PeerId, Room, RoomState } from "../lib/mod.ts";

/** The longest line, in UTF-16 units, as the engine counts them. */
export const CHAT_MAX = 500;
/** From this many left on, the counter shows. */
const COUNT_FROM = 80;
/** Lines of one person closer than this, in milliseconds, stand under one name. */
const TOGETHER_MS = 120_000;

/** One line as the chat shows it. */
export interface ChatLineView {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** When it was written, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly own: boolean;
  /** True when it stands under the name of the line before. */
  readonly continued: boolean;
}

export interface Chat {
  readonly lines: ReadonlySignal<readonly ChatLineView[]>;
  readonly unread: ReadonlySignal<number>;
  readonly draft: ReadonlySignal<string>;
  /** Units left in the line, or null while there are plenty. */
  readonly left: ReadonlySignal<number | null>;
  readonly canSend: ReadonlySignal<boolean>;
  write(text: string): void;
  send(): void;
  /** Begins to note what has been read; the answer stops it. */
  watch(): () => void;
}

/** Makes the chat over a room's state. What is on screen while `open` counts as read. */
export function createChat(
  state: ReadonlySignal<RoomState | null>,
  room: () => Room | null,
  open: ReadonlySignal<boolean>,
): Chat {
  const draft = signal("");
  const read = signal<ReadonlySet<string>>(new Set());
  const kept = computed(() => state.value?.chat ?? []);
  const self = computed(() => state.value?.self.id ?? null);
  const canSend = computed(() => draft.value.trim() !== "" && draft.value.length <= CHAT_MAX);

  const unread = computed(() => {
    const unseen = kept.value.filter((line) =>
      line.author !== self.value && !read.value.has(line.id)
    );
    return open.value ? 0 : unseen.length;
  });

  return {
    lines: computed(() => kept.value.map((line, i) => view(line, kept.value[i - 1], self.value))),
    unread,
    canSend,
    draft: computed(() => draft.value),
    left: computed(() => {
      const left = CHAT_MAX - draft.value.length;
      return left <= COUNT_FROM ? left : null;
    }),
    watch: () =>
      effect(() => {
        if (open.value) read.value = new Set(kept.value.map((line) => line.id));
      }),
    write(text) {
      draft.value = text;
    },
    send() {
      const text = draft.value.trim();
      const call = room();
      if (call === null || !canSend.value) return;
      call.chat(text);
      draft.value = "";
    },
  };
}

function view(line: ChatLine, before: ChatLine | undefined, self: PeerId | null): ChatLineView {
  return {
    id: line.id,
    name: line.name,
    text: line.text,
    at: line.at,
    own: line.author === self,
    continued: before?.author === line.author && Math.abs(line.at - before.at) < TOGETHER_MS,
  };
}
