import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Room, RoomState, SharedFile } from "../../lib/mod.ts";
import type { Notices } from "../notices/notices.ts";
import type { Transfers } from "./files/mod.ts";

/** The files of a call, as far as the page knows of them before anything else is fetched. */
export interface SharedFiles {
  readonly list: ReadonlySignal<readonly SharedFile[]>;
  /** Files of others that were offered while the chat was closed. */
  readonly unread: ReadonlySignal<number>;
  /** Where they are taken and given; null until `open` has fetched it. */
  readonly desk: ReadonlySignal<Transfers | null>;
  /** Fetches the desk. Rejects when the server can't be reached. */
  open(): Promise<void>;
  /** Follows a call's files; the answer ends it. */
  watch(room: Room): () => void;
}

export interface SharedFilesOptions {
  readonly state: ReadonlySignal<RoomState | null>;
  /** Whether the chat is on the screen: what is offered then counts as read. */
  readonly shown: ReadonlySignal<boolean>;
  readonly notices: Notices;
  /** A file of somebody else came. */
  readonly onOffer: () => void;
}

/** Makes the files of this page. */
export function createSharedFiles(options: SharedFilesOptions): SharedFiles {
  const { state, shown, notices, onOffer } = options;
  const list = signal<readonly SharedFile[]>([]);
  const desk = signal<Transfers | null>(null);
  const read = signal<ReadonlySet<string>>(new Set());
  let call: Room | null = null;

  async function open(): Promise<void> {
    const { pageTransfers } = await import("./files/mod.ts");
    if (call !== null) desk.value ??= pageTransfers({ room: call, state, list, shown, notices });
  }

  return {
    list: computed(() => list.value),
    desk: computed(() => desk.value),
    unread: computed(() => {
      const self = state.value?.self.id;
      const unseen = list.value.filter(({ id, author }) => author !== self && !read.value.has(id));
      return shown.value ? 0 : unseen.length;
    }),
    open,
    watch(room) {
      call = room;
      const told = new Set<string>();
      const stopListening = room.on("files", (next) => {
        list.value = next;
        for (const file of next) {
          if (file.author === room.state.self.id || told.has(file.id)) continue;
          told.add(file.id);
          onOffer();
        }
        open().catch(() => {
          // The server is away: the chat fetches it again when it is opened, and says so if it can't.
        });
      });
      const stopReading = effect(() => {
        if (shown.value) read.value = new Set(list.value.map(({ id }) => id));
      });
      return () => {
        stopListening();
        stopReading();
        desk.peek()?.close();
        call = null;
        desk.value = null;
        list.value = [];
      };
    },
  };
}
