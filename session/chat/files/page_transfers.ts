import { createTransfers, type Transfers, type TransfersOptions } from "./transfers.ts";
import type { Places } from "./sinks.ts";

/** `showSaveFilePicker` (File System Access), which TypeScript's types and many browsers lack. */
interface PicksFiles {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** A desk with what this browser has. */
export function pageTransfers(
  options: Pick<TransfersOptions, "room" | "state" | "list" | "shown" | "notices">,
): Transfers {
  // What moves files is fetched now: the server may be away when the first one comes.
  void import("../../../lib/content/files/mod.ts");
  return createTransfers({
    ...options,
    places: placesHere(),
    save: saveAs,
    scratchName: () => crypto.randomUUID(),
  });
}

function placesHere(): Places {
  const writable = "FileSystemFileHandle" in globalThis &&
    "createWritable" in FileSystemFileHandle.prototype;
  return {
    get pick() {
      const picker = (globalThis as PicksFiles).showSaveFilePicker;
      if (picker === undefined) return null;
      return (name: string) => picker.call(globalThis, { suggestedName: name });
    },
    folder: writable && navigator.storage?.getDirectory !== undefined
      ? () => navigator.storage.getDirectory()
      : null,
  };
}

function saveAs(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
