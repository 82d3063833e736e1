import type { Page } from "puppeteer-core";
import type { SharedFile } from "../../lib/mod.ts";
import { CHUNK_BYTES, CHUNK_HEADER_BYTES } from "../../lib/wire/files.ts";
import { openStage, type Person, startCall } from "../helpers/browsers/call.ts";
import { inTime, until } from "../helpers/until.ts";
import { memoryOf, type Seen } from "./files/memory.ts";
import { atLeast, atMost, type Figure, median, plain } from "./report.ts";

/** The file, in bytes, how often it is sent, and how often as many bytes without any file. */
const SIZE = 200_000_000;
const ROUNDS = 3;
/** A round that takes longer than this, in milliseconds, ends the bench. */
const GIVE_UP = 180_000;
/** What a file's speed should be at least, in percent of the bare channel's. */
const SHARE = 80;
/** How much more memory all processes of the browser may hold late in the file than before, in MB. */
const GROWTH = 20;

type InPage = typeof globalThis & { filesChannel?: RTCDataChannel; bare?: number; upload?: File };

/**
 * A file of 200 MB from disk to disk between two room pages in one Chromium, and by turns as many
 * bytes over the very same data channel, in messages of the same size, with nothing done to them.
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  const path = await Deno.makeTempFile({ prefix: "kibitz-bench-" });
  try {
    await writeNoise(path);
    await using stage = await openStage({ beforePages: keepFilesChannel });
    const [ada, ben] = await startCall(stage, "bench-files", ["Ada", "Ben"]);
    await chooseFile(ada.page, path);
    const bare: number[] = [];
    const file: number[] = [];
    const memory: Seen[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await inTime("the bare bytes", sendBare(ada.page, ben.page), GIVE_UP));
      say(`bare: ${bare.at(-1)?.toFixed(1)} MB/s`);
      const watch = memoryOf(stage.chromium.browser.process()?.pid ?? null);
      file.push(await inTime("the file", sendFile(ada, ben), GIVE_UP));
      const seen = await watch.stop();
      if (seen !== null) memory.push(seen);
      say(`file: ${file.at(-1)?.toFixed(1)} MB/s; memory, in MB: ${JSON.stringify(seen)}`);
    }
    const [bareSpeed, fileSpeed] = [median(bare), median(file)];
    const share = bareSpeed === null || fileSpeed === null ? null : fileSpeed / bareSpeed * 100;
    return [
      plain("the bare channel", bareSpeed, "MB/s"),
      plain("a file of 200 MB, disk to disk", fileSpeed, "MB/s"),
      atLeast("the file's share of the bare speed", share, "%", SHARE),
      plain(
        "memory at the peak, all processes, more than before",
        median(memory.map(({ peak }) => peak)),
        "MB",
      ),
      atMost(
        "memory in the last third, more than in the second",
        median(memory.map(({ growth }) => growth)),
        "MB",
        GROWTH,
      ),
    ];
  } finally {
    await Deno.remove(path);
  }
}

/** Random bytes: nothing on the way can make them smaller. */
async function writeNoise(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true });
  const writer = file.writable.getWriter();
  for (let written = 0; written < SIZE; written += 50_000) {
    await writer.write(crypto.getRandomValues(new Uint8Array(50_000)));
  }
  writer.releaseLock();
}

/** Gives a page a file that lies on the disk, as a person who chooses it would. */
async function chooseFile(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "bench-file";
    document.body.append(input);
  });
  const input = await page.$("input#bench-file");
  await input?.uploadFile(path);
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>("input#bench-file");
    (globalThis as InPage).upload = field?.files?.[0];
    field?.remove();
  });
}

/** Sends as many bytes as the file has over its channel; MB a second. */
async function sendBare(from: Page, to: Page): Promise<number> {
  const arrived = to.evaluate(countBare, SIZE);
  const started = performance.now();
  await from.evaluate(pushBare, SIZE, CHUNK_BYTES + CHUNK_HEADER_BYTES);
  await arrived;
  return SIZE / 1000 / (performance.now() - started);
}

/** Sends the file, from the moment it is accepted until the receiver has checked it; MB a second. */
async function sendFile(from: Person, to: Person): Promise<number> {
  const id = await from.page.evaluate(offerUpload, to.id);
  await until("the file is on offer", () => to.page.evaluate(isThere, id));
  const started = performance.now();
  await to.page.evaluate(acceptToDisk, id);
  return SIZE / 1000 / (performance.now() - started);
}

// What follows runs in the page, and travels there as source text.

function keepFilesChannel(): void {
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (label, options) {
    const channel = create.call(this, label, options);
    if (label === "files") (globalThis as InPage).filesChannel = channel;
    return channel;
  };
}

function countBare(size: number): Promise<void> {
  const channel = (globalThis as InPage).filesChannel;
  if (channel === undefined) throw new Error("the page has no channel");
  return new Promise((resolve) => {
    let got = 0;
    const count = ({ data }: MessageEvent) => {
      got += data.byteLength;
      if (got < size) return;
      channel.removeEventListener("message", count);
      resolve();
    };
    channel.addEventListener("message", count);
  });
}

async function pushBare(size: number, message: number): Promise<void> {
  const channel = (globalThis as InPage).filesChannel;
  if (channel === undefined) throw new Error("the page has no channel");
  const bytes = new Uint8Array(message);
  for (let sent = 0; sent < size; sent += message) {
    if (channel.bufferedAmount >= 1_048_576) {
      await new Promise((resolve) =>
        channel.addEventListener("bufferedamountlow", resolve, { once: true })
      );
    }
    channel.send(bytes);
  }
}

function offerUpload(to: string): Promise<string> {
  const { kibitz, upload } = globalThis as InPage;
  if (!kibitz?.room || upload === undefined) throw new Error("nothing to offer");
  return kibitz.room.files.offer({
    name: upload.name,
    size: upload.size,
    type: "",
    read: async (start, end) => new Uint8Array(await upload.slice(start, end).arrayBuffer()),
  }, to);
}

function isThere(id: string): boolean {
  return globalThis.kibitz?.room?.files.list.some((file) => file.id === id) ?? false;
}

async function acceptToDisk(id: string): Promise<void> {
  const room = globalThis.kibitz?.room;
  if (!room) throw new Error("the page is in no room");
  const folder = await navigator.storage.getDirectory();
  const file = await folder.getFileHandle("bench", { create: true });
  const out = await file.createWritable();
  const over = new Promise<SharedFile | undefined>((resolve) => {
    const stop = room.on("files", (list) => {
      const now = list.find((one) => one.id === id);
      const state = now?.ways[0].state.name;
      if (state !== "finished" && state !== "ended") return;
      stop();
      resolve(now);
    });
  });
  room.files.accept(id, {
    write: (bytes) => out.write(bytes),
    close: () => out.close(),
    abort: () => out.abort(),
  });
  const ended = await over;
  if (ended?.ways[0].state.name !== "finished") throw new Error(JSON.stringify(ended));
  if ((await file.getFile()).size !== ended.size) throw new Error("the file on the disk is short");
}
