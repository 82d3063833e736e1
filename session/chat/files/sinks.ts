import type { FileSink } from "../../../lib/mod.ts";

/** Where this browser can put what is received. */
export interface Places {
  /** Asks the person for a file on the disk; null where the browser can't. Rejects when they decline. */
  readonly pick: ((name: string) => Promise<FileSystemFileHandle>) | null;
  /** The site's private folder, for files that go to the disk first and to the person then. */
  readonly folder: (() => Promise<FileSystemDirectoryHandle>) | null;
}

/** What came of a file: a blob to show or save, or null where it is on the person's disk already. */
export type Received = Blob | null;

/** Keeps a file in memory, as a blob of this type. */
export function memorySink(
  type: string,
  done: (blob: Blob) => void | Promise<void>,
): FileSink {
  // A blob for each part: browsers move large ones out of the page's own memory.
  let parts: Blob[] = [];
  return {
    write(bytes) {
      parts.push(new Blob([bytes]));
      return Promise.resolve();
    },
    async close() {
      await done(new Blob(parts, { type }));
    },
    abort() {
      parts = [];
      return Promise.resolve();
    },
  };
}

/** Writes to where the person said. Rejects with an `AbortError` when they say nowhere. */
export async function pickedSink(
  pick: NonNullable<Places["pick"]>,
  name: string,
  done: () => void,
): Promise<FileSink> {
  const handle = await pick(name);
  const out = await handle.createWritable();
  return {
    write: (bytes) => out.write(bytes),
    async close() {
      await out.close();
      done();
    },
    abort: () => out.abort(),
  };
}

/**
 * Writes into the site's private folder. `scratch` must have no ending such as ".html": the browser
 * would take the file's type from it.
 */
export async function folderSink(
  folder: FileSystemDirectoryHandle,
  scratch: string,
  done: (blob: Blob) => void,
): Promise<FileSink> {
  const handle = await folder.getFileHandle(scratch, { create: true });
  const out = await handle.createWritable();
  return {
    write: (bytes) => out.write(bytes),
    async close() {
      await out.close();
      done(await handle.getFile());
    },
    async abort() {
      await out.abort();
      await folder.removeEntry(scratch);
    },
  };
}
