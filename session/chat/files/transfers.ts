import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type {
  FileSource,
  PeerId,
  Room,
  RoomState,
  SharedFile,
  TransferState,
} from "../../../lib/mod.ts";
import { mayDraw, pictureSize } from "../../../lib/content/files/picture_size.ts";
import { RoomError } from "../../../lib/errors.ts";
import { say } from "../../../texts/mod.ts";
import { transferTexts } from "../../../texts/transfer.ts";
import type { Notices } from "../../notices/notices.ts";
import { folderSink, memorySink, pickedSink, type Places } from "./sinks.ts";

/**
 * Pictures that are shown without being asked for: safe types, up to so many bytes, and of one person
 * and in all: nobody takes the place of others' pictures.
 */
const SHOWN_TYPES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
export const SHOWN_MAX = 2_000_000;
export const SHOWN_EACH_MAX = 20_000_000;
const SHOWN_BYTES = { each: SHOWN_EACH_MAX, all: 80_000_000 };
/**
 * Pixels of all pictures of a call that are shown, and of one person's, since a picture of few bytes
 * may have very many; what goes beyond is a file to save.
 */
const SHOWN_PIXELS = { each: 100_000_000, all: 400_000_000 };
/** Files up to this size are kept in memory until they are saved, in bytes. */
const MEMORY_MAX = 32_000_000;
/** Blobs that are saved are of no type that a browser would show: a page among them could run. */
const SAVED_TYPE = "application/octet-stream";

/** The way of a file to, or from, one person, as its card shows it. */
export interface WayView {
  readonly peer: PeerId;
  readonly name: string;
  readonly state: TransferState;
  /** Between 0 and 1, and the seconds that are left; null while it is too early to tell. */
  readonly part: number;
  readonly seconds: number | null;
  /** True while the connection to this person is lost. */
  readonly waiting: boolean;
}

/** One file as the chat shows it. */
export interface FileCard {
  readonly id: string;
  readonly own: boolean;
  /** Who offers it. */
  readonly from: string;
  readonly name: string;
  readonly size: number;
  readonly at: number;
  /** The one whom it is for; null for everyone. */
  readonly to: string | null;
  /** Whether whoever comes will be offered it too. */
  readonly onOffer: boolean;
  readonly ways: readonly WayView[];
  /** A picture to show, as an object URL. */
  readonly picture: string | null;
  /** Where it can be saved from, as an object URL, once it is there. */
  readonly link: string | null;
}

export interface Transfers {
  readonly cards: ReadonlySignal<readonly FileCard[]>;
  /** Offers files to one person or to everyone, and says what could not be offered. */
  offer(files: Iterable<File>, to: PeerId | "room"): Promise<void>;
  /** Takes a file; call it from a click, since the browser may ask where to put it. */
  accept(id: string): Promise<void>;
  cancel(id: string, peer?: PeerId): void;
  /** Lets go of everything that was kept for the call. */
  close(): void;
}

/** What a desk stands on. */
export interface TransfersOptions {
  readonly notices: Pick<Notices, "add">;
  /** Whether the chat, with the cards, is on the screen. */
  readonly shown: ReadonlySignal<boolean>;
  readonly room: Room;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly list: ReadonlySignal<readonly SharedFile[]>;
  readonly places: Places;
  /** Puts a blob among the person's downloads. */
  readonly save: (url: string, name: string) => void;
  readonly scratchName: () => string;
}

/** Makes the desk at which a call's files are taken and given. */
export function createTransfers(options: TransfersOptions): Transfers {
  const { room, state, list, places, save, scratchName, notices, shown: chatShown } = options;
  const told = new Set<string>();
  /** Object URLs by the id of the file: of pictures that are shown, and of what can be saved. */
  const pictures = signal<ReadonlyMap<string, string>>(new Map());
  const links = signal<ReadonlyMap<string, string>>(new Map());
  const scratch = new Set<string>();
  const shown = new Set<string>();
  /** Bytes of pictures that were asked for, by who offered them. */
  const shownOf = new Map<PeerId, number>();
  /** Pixels of pictures that are shown, by whose they are. */
  const pixelsOf = new Map<PeerId, number>();
  let closed = false;

  const stop = effect(() => {
    for (const file of list.value) {
      if (file.author === room.state.self.id) continue;
      if (!told.has(file.id)) untracked(() => tell(file));
      if (mayShow(file)) show(file);
    }
  });

  function tell({ id, author, name }: SharedFile): void {
    told.add(id);
    const from = room.state.peers.find(({ member }) => member.id === author)?.member.name;
    if (from === undefined || chatShown.value) return;
    notices.add("info", say(transferTexts().offers, { name: from }), name);
  }

  function mayShow(file: SharedFile): boolean {
    return !shown.has(file.id) && isPicture(file) && file.ways[0]?.state.name === "offered" &&
      hasRoom(shownOf, file.author, file.size, SHOWN_BYTES);
  }

  function show({ id, author, size, type }: SharedFile): void {
    shown.add(id);
    count(shownOf, author, size);
    room.files.accept(
      id,
      memorySink(type, async (blob) => {
        if (!await keepPicture(id, author, blob) && !closed) {
          keep(links, id, blob.slice(0, blob.size, SAVED_TYPE));
        }
      }),
    );
  }

  /** Shows a picture, unless drawing it takes more than it may. Answers whether it does. */
  async function keepPicture(id: string, author: PeerId, blob: Blob): Promise<boolean> {
    const size = pictureSize(new Uint8Array(await blob.arrayBuffer()));
    if (size === null || !mayDraw(size) || closed) return false;
    const pixels = size.width * size.height;
    if (!hasRoom(pixelsOf, author, pixels, SHOWN_PIXELS)) return false;
    count(pixelsOf, author, pixels);
    keep(pictures, id, blob);
    return true;
  }

  function keep(where: typeof pictures, id: string, blob: Blob): string {
    const url = URL.createObjectURL(blob);
    where.value = new Map(where.value).set(id, url);
    return url;
  }

  async function sinkFor(file: SharedFile) {
    const saved = (blob: Blob) =>
      save(keep(links, file.id, blob.slice(0, blob.size, SAVED_TYPE)), file.name);
    if (file.size <= MEMORY_MAX) return memorySink(SAVED_TYPE, saved);
    if (places.pick !== null) return await pickedSink(places.pick, file.name, () => {});
    if (places.folder === null) return memorySink(SAVED_TYPE, saved);
    const name = scratchName();
    scratch.add(name);
    return await folderSink(await places.folder(), name, saved);
  }

  return {
    cards: computed(() =>
      list.value.map((file) =>
        cardOf(file, state.value, {
          picture: pictures.value.get(file.id) ?? null,
          link: links.value.get(file.id) ?? null,
        })
      )
    ),
    async offer(files, to) {
      try {
        for (const file of files) {
          const id = await room.files.offer(sourceOf(file), to);
          if (isPicture(file)) await keepPicture(id, room.state.self.id, file);
        }
      } catch (error) {
        const { title, text } = notOffered(error);
        notices.add("warn", title, text);
      }
    },
    async accept(id) {
      const file = list.value.find((one) => one.id === id);
      if (file === undefined) return;
      try {
        room.files.accept(id, await sinkFor(file));
      } catch (error) {
        // AbortError: the person closed the browser's dialog. The file stays on offer.
        if (error instanceof DOMException && error.name === "AbortError") return;
        const { title, text } = transferTexts().notSaved;
        notices.add("warn", title, text);
      }
    },
    cancel: (id, peer) => room.files.cancel(id, peer),
    close() {
      closed = true;
      stop();
      for (const url of [...pictures.value.values(), ...links.value.values()]) {
        URL.revokeObjectURL(url);
      }
      void emptied(places, scratch);
    },
  };
}

/** What kept a file from being offered, in words. */
function notOffered(error: unknown) {
  const t = transferTexts();
  if (error instanceof RoomError && error.code === "too-many") return t.tooMany;
  if (error instanceof RoomError && error.code === "too-large") return t.tooLarge;
  if (error instanceof RoomError && error.code === "not-allowed") return t.notAllowed;
  return t.notOffered;
}

/** Removes what lay in the private folder for this call. */
async function emptied({ folder }: Places, scratch: ReadonlySet<string>): Promise<void> {
  if (folder === null || scratch.size === 0) return;
  const place = await folder();
  for (const name of scratch) {
    await place.removeEntry(name).catch(() => {
      // NotFoundError: its way ended before, and it was removed then.
    });
  }
}

/** Whether an author may have so much more, of what each may have and of what all may have together. */
function hasRoom(
  counts: ReadonlyMap<PeerId, number>,
  author: PeerId,
  more: number,
  { each, all }: { readonly each: number; readonly all: number },
): boolean {
  const inAll = [...counts.values()].reduce((sum, one) => sum + one, more);
  return (counts.get(author) ?? 0) + more <= each && inAll <= all;
}

function count(counts: Map<PeerId, number>, author: PeerId, more: number): void {
  counts.set(author, (counts.get(author) ?? 0) + more);
}

function isPicture({ type, size }: { type: string; size: number }): boolean {
  return SHOWN_TYPES.has(type) && size <= SHOWN_MAX;
}

function sourceOf(file: File): FileSource {
  return {
    name: file.name,
    size: file.size,
    type: file.type,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
}

function cardOf(
  file: SharedFile,
  state: RoomState | null,
  urls: Pick<FileCard, "picture" | "link">,
): FileCard {
  const own = file.author === state?.self.id;
  const nameOf = (id: PeerId) =>
    state?.peers.find(({ member }) => member.id === id)?.member.name ?? "";
  return {
    id: file.id,
    own,
    from: nameOf(file.author),
    name: file.name,
    size: file.size,
    at: file.at,
    to: file.to === null ? null : nameOf(file.to),
    onOffer: file.onOffer,
    ways: file.ways.map(({ peer, state: way }) => ({
      peer,
      name: nameOf(peer),
      state: way,
      ...progress(way, file.size),
      waiting:
        state?.peers.some(({ member, link }) => member.id === peer && link.name !== "connected") ??
          false,
    })),
    ...urls,
  };
}

function progress(state: TransferState, size: number): Pick<WayView, "part" | "seconds"> {
  if (state.name !== "moving") return { part: state.name === "offered" ? 0 : 1, seconds: null };
  const { done, speed } = state;
  const seconds = speed === null || speed <= 0 ? null : Math.ceil((size - done) / speed);
  return { part: size === 0 ? 1 : done / size, seconds };
}
