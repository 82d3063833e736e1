import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ChatLine, PeerId, Room, RoomState, Vouched } from "../../lib/mod.ts";
import { listed } from "../../texts/mod.ts";
import { verifyTexts } from "../../texts/verify.ts";

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
  /** Who stands for it: "passed-on" is marked, since nobody can check who wrote it. */
  readonly vouched: Vouched;
  /** The name of whoever passed on a line that is marked; null for the others. */
  readonly passedOnBy: string | null;
  readonly own: boolean;
  /** True when it stands under the name of the line before. */
  readonly continued: boolean;
  /** Of a line for one person: whose name stands for the other end of it; null for everyone. */
  readonly direct: string | null;
  /** Of our own line: the names of those to whom it was not sent; null when it went to all. */
  readonly unsent: string | null;
}

/** Somebody to whom a line can be addressed alone. */
export interface Addressee {
  readonly id: PeerId;
  readonly name: string;
  /** False once they have left: what was meant for them goes to nobody else. */
  readonly here: boolean;
}

export interface Chat {
  readonly lines: ReadonlySignal<readonly ChatLineView[]>;
  readonly unread: ReadonlySignal<number>;
  readonly draft: ReadonlySignal<string>;
  /** Units left in the line, or null while there are plenty. */
  readonly left: ReadonlySignal<number | null>;
  readonly canSend: ReadonlySignal<boolean>;
  /** Whom the next line is for; null for everyone. */
  readonly to: ReadonlySignal<Addressee | null>;
  readonly people: ReadonlySignal<readonly Addressee[]>;
  address(to: PeerId | null): void;
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
  const people = computed(() =>
    (state.value?.peers ?? []).map(({ member: { id, name } }) => ({ id, name, here: true }))
  );
  /** The names of those who are or were here. */
  const known = new Map<PeerId, string>();
  const chosen = signal<Addressee | null>(null);
  const to = computed(() => {
    if (chosen.value === null) return null;
    const { id, name } = chosen.value;
    return people.value.find((person) => person.id === id) ?? { id, name, here: false };
  });
  const mayWrite = computed(() => !(state.value?.self.without.includes("send-chat") ?? false));
  const canSend = computed(() =>
    draft.value.trim() !== "" && draft.value.length <= CHAT_MAX && to.value?.here !== false &&
    mayWrite.value
  );

  const unread = computed(() => {
    const unseen = kept.value.filter((line) =>
      line.author !== self.value && !read.value.has(line.id)
    );
    return open.value ? 0 : unseen.length;
  });

  return {
    lines: computed(() => {
      const names = new Map([...known, ...people.value.map(nameById)]);
      return kept.value.map((line, i) => view(line, kept.value[i - 1], self.value, names));
    }),
    to,
    people,
    address(id) {
      chosen.value = people.value.find((person) => person.id === id) ?? null;
    },
    unread,
    canSend,
    draft: computed(() => draft.value),
    left: computed(() => {
      const left = CHAT_MAX - draft.value.length;
      return left <= COUNT_FROM ? left : null;
    }),
    watch() {
      const stop = effect(() => {
        if (open.value) read.value = new Set(kept.value.map((line) => line.id));
      });
      const stopKnowing = effect(() => {
        for (const { id, name } of people.value) known.set(id, name);
      });
      return () => {
        stop();
        stopKnowing();
        known.clear();
        chosen.value = null;
      };
    },
    write(text) {
      draft.value = text;
    },
    send() {
      const text = draft.value.trim();
      const call = room();
      if (call === null || !canSend.value) return;
      const only = to.value;
      call.chat(text, only?.id);
      draft.value = "";
    },
  };
}

function nameById({ id, name }: Addressee): [PeerId, string] {
  return [id, name];
}

function view(
  line: ChatLine,
  before: ChatLine | undefined,
  self: PeerId | null,
  names: ReadonlyMap<PeerId, string>,
): ChatLineView {
  return {
    id: line.id,
    name: line.name,
    text: line.text,
    at: line.at,
    vouched: line.vouched,
    passedOnBy: line.passedOnBy,
    own: line.author === self,
    direct: line.to === null
      ? null
      : names.get(line.to === self ? line.author : line.to) ?? line.name,
    unsent: line.unsent.length === 0
      ? null
      : listed(line.unsent.map((id) => names.get(id) ?? verifyTexts().group.somebody)),
    continued: before !== undefined && isOf(before, line) &&
      Math.abs(line.at - before.at) < TOGETHER_MS,
  };
}

/** Whether all that stands above a line stands above the one before it too. */
function isOf(before: ChatLine, line: ChatLine): boolean {
  return (["author", "name", "to", "vouched", "passedOnBy"] as const)
    .every((what) => before[what] === line[what]);
}
