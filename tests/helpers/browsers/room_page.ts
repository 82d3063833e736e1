import type { Page } from "puppeteer-core";
import type { KibitzHandle } from "../../../session/page/window_handle.ts";
import type { ChatLine, LinkState, PeerId, RoomPhase, Status } from "../../../lib/mod.ts";
import { until } from "../until.ts";
import { type PageTrouble, type Watched, watched, watchPage, watchTrouble } from "./watch.ts";

/** What a page's room looks like from outside; tracks stay in the page. */
export interface RoomPicture {
  readonly phase: RoomPhase;
  readonly self: { readonly id: PeerId; readonly name: string; readonly status: Status };
  readonly peers: readonly {
    readonly id: PeerId;
    readonly name: string;
    readonly status: Status;
    readonly link: LinkState["name"];
  }[];
  readonly coordinator: PeerId | null;
  readonly sealed: boolean;
  readonly addressHidden: boolean;
  readonly chat: readonly ChatLine[];
}

/** What arrives from one peer, from the statistics of the connection to them. */
export interface Arriving {
  readonly frames: number;
  readonly width: number;
  readonly freezes: number;
  readonly audioEnergy: number;
  readonly audioLevel: number;
}

/** An application message as a page received it. */
export interface Received {
  readonly from: PeerId;
  readonly to: "room" | "self";
  readonly data: unknown;
}

/** How to open a room page. */
export interface RoomPageOptions {
  /** Camera pictures of 320x180 at 15 a second, so that several people fit on two cores. */
  readonly smallCamera?: boolean;
  /** Leaves out the counting of what the page makes, for benches. */
  readonly unwatched?: boolean;
}

/** A room's page in a real browser, used as a person uses it. */
export interface RoomPage {
  readonly page: Page;
  readonly trouble: PageTrouble;
  /** Fills in the name, joins, and waits until the page is in the call. Answers with the own id. */
  join(name: string): Promise<PeerId>;
  leave(): Promise<void>;
  /** Presses a control by its `data-testid`. */
  press(control: string): Promise<void>;
  /** Turns the microphone or camera on or off, and waits until the roster says so. */
  turn(device: "mic" | "camera", on: boolean): Promise<void>;
  /** Writes a chat line through the page's own field. */
  say(text: string): Promise<void>;
  /** The chat lines that are on the screen. */
  linesShown(): Promise<string[]>;
  picture(): Promise<RoomPicture>;
  phase(): Promise<{ phase: string; problem: string | null }>;
  arriving(): Promise<Record<PeerId, Arriving>>;
  sendTo(peer: PeerId, data: unknown): Promise<void>;
  broadcast(data: unknown): Promise<void>;
  received(): Promise<Received[]>;
  watched(): Promise<Watched>;
}

/** A link key that is valid and means nothing. */
export const TEST_KEY = "AAECAwQFBgcICQoLDA0ODw";

/** Opens `/r/<room>` in a page, watched from before its first script, and waits until it can join. */
export async function openRoom(
  page: Page,
  url: string,
  options: RoomPageOptions = {},
): Promise<RoomPage> {
  const room = await openPage(page, url, options);
  await until("the room page is ready to join", async () => (await room.phase()).phase === "ready");
  return room;
}

/** Like `openRoom`, but waits for nothing after the page has loaded. */
export async function openPage(
  page: Page,
  url: string,
  options: RoomPageOptions = {},
): Promise<RoomPage> {
  if (!options.unwatched) await watchPage(page);
  if (options.smallCamera) await page.evaluateOnNewDocument(takeSmallPictures);
  const trouble = watchTrouble(page, new URL(url).origin);
  await page.goto(url, { waitUntil: "load" });
  return new OpenPage(page, trouble);
}

class OpenPage implements RoomPage {
  constructor(readonly page: Page, readonly trouble: PageTrouble) {}

  async join(name: string): Promise<PeerId> {
    await this.page.locator(testid("name")).fill(name);
    await this.press("join");
    await until(`${name} is in the call`, async () => {
      const now = await this.phase();
      if (now.phase === "failed") throw new Error(`the join failed: ${now.problem}`);
      return now.phase === "in-call";
    });
    await this.page.evaluate(keepMessages);
    return (await this.picture()).self.id;
  }

  async leave(): Promise<void> {
    await this.press("leave");
    await until("the page has left", async () => (await this.phase()).phase === "left");
  }

  async press(control: string): Promise<void> {
    await this.page.locator(testid(control)).click();
  }

  async turn(device: "mic" | "camera", on: boolean): Promise<void> {
    const flag = device === "mic" ? "microphone" : "camera";
    const is = async () => (await this.picture()).self.status[flag];
    if (await is() !== on) await this.press(device);
    await until(`the ${flag} is ${on ? "on" : "off"}`, async () => await is() === on);
  }

  async say(text: string): Promise<void> {
    if (await this.page.$(testid("chat-input")) === null) await this.press("chat-toggle");
    await this.page.locator(testid("chat-input")).fill(text);
    await this.press("chat-send");
  }

  async linesShown(): Promise<string[]> {
    return await this.page.$$eval(
      testid("chat-line"),
      (lines) => lines.map((line) => line.textContent ?? ""),
    );
  }

  async picture(): Promise<RoomPicture> {
    return await this.page.evaluate(() => {
      const state = globalThis.kibitz?.state;
      if (!state) throw new Error("the page is in no room");
      const { phase, self, coordinator, sealed, addressHidden, chat } = state;
      const peers = state.peers.map(({ member, link }) => ({
        id: member.id,
        name: member.name,
        status: member.status,
        link: link.name,
      }));
      return { phase, self, coordinator, sealed, addressHidden, chat, peers };
    });
  }

  async phase(): Promise<{ phase: string; problem: string | null }> {
    return await this.page.evaluate(() => ({
      phase: globalThis.kibitz?.phase ?? "no engine",
      problem: globalThis.kibitz?.problem ?? null,
    }));
  }

  async arriving(): Promise<Record<PeerId, Arriving>> {
    return await this.page.evaluate(readArriving);
  }

  async sendTo(peer: PeerId, data: unknown): Promise<void> {
    await this.page.evaluate((to, what) => globalThis.kibitz?.room?.sendTo(to, what), peer, data);
  }

  async broadcast(data: unknown): Promise<void> {
    await this.page.evaluate((what) => globalThis.kibitz?.room?.broadcast(what), data);
  }

  async received(): Promise<Received[]> {
    return await this.page.evaluate(() =>
      (globalThis as unknown as { messagesForTests: Received[] }).messagesForTests
    );
  }

  async watched(): Promise<Watched> {
    return await watched(this.page);
  }
}

/** A selector for a `data-testid`. */
export function testid(name: string): string {
  return `[data-testid="${name}"]`;
}

/** Waits until everyone of these pages is directly connected to all the others. */
export async function allConnected(pages: readonly RoomPage[], within = 30_000): Promise<void> {
  for (const page of pages) {
    await until(`${pages.length} people are connected`, async () => {
      const { peers } = await page.picture();
      if (peers.length === pages.length - 1 && peers.every((peer) => peer.link === "connected")) {
        return true;
      }
      throw new Error(JSON.stringify(peers.map(({ name, link }) => [name, link])));
    }, { within });
  }
}

// What follows runs in the page, and travels there as source text.

function keepMessages(): void {
  const kept: Received[] = [];
  (globalThis as unknown as { messagesForTests: Received[] }).messagesForTests = kept;
  globalThis.kibitz?.room?.on("message", (message) => kept.push(message));
}

async function readArriving(): Promise<Record<PeerId, Arriving>> {
  const room = (globalThis as { kibitz?: KibitzHandle }).kibitz?.room;
  if (!room) throw new Error("the page is in no room");
  const found: Record<PeerId, Arriving> = {};
  for (const { member, tracks } of room.state.peers) {
    const report = await room.stats(member.id);
    const arriving = { frames: 0, width: 0, freezes: 0, audioEnergy: 0, audioLevel: 0 };
    report?.forEach((entry) => {
      if (entry.type !== "inbound-rtp") return;
      if (entry.trackIdentifier === tracks.camera?.id) {
        arriving.frames = entry.framesDecoded ?? 0;
        arriving.width = entry.frameWidth ?? 0;
        arriving.freezes = entry.freezeCount ?? 0;
      }
      if (entry.trackIdentifier === tracks.microphone?.id) {
        arriving.audioEnergy = entry.totalAudioEnergy ?? 0;
        arriving.audioLevel = entry.audioLevel ?? 0;
      }
    });
    found[member.id] = arriving;
  }
  return found;
}

function takeSmallPictures(): void {
  const prototype = globalThis.MediaDevices?.prototype;
  if (prototype === undefined) return;
  const original = prototype.getUserMedia;
  prototype.getUserMedia = function (constraints) {
    const { video, ...rest } = constraints ?? {};
    const { deviceId } = typeof video === "object" ? video : {};
    const small = { width: 320, height: 180, frameRate: 15, deviceId };
    return original.call(this, video ? { ...rest, video: small } : rest);
  };
}
