import type { KibitzHandle } from "../../../session/page/window_handle.ts";
import type { PeerId } from "../../../lib/mod.ts";
import type { Person } from "./call.ts";
import { type Chromium, launchChromium } from "./chromium.ts";
import { allConnected, openRoom, type RoomPage, TEST_KEY } from "./room_page.ts";
import type { Site } from "../servers/site.ts";
import { morePictures, watchPictures } from "./pauses.ts";

/** A room's page in a browser of its own, before anybody joins with it. */
export interface Apart extends AsyncDisposable {
  readonly room: RoomPage;
  /** Ends the whole browser as a crash does (SIGKILL): no page in it gets to say a word. */
  kill(): void;
}

/** A person whose browser can be killed without touching anybody else's. */
export interface PersonApart extends Person {
  kill(): void;
}

/** Opens a room's page in a browser of its own, up to the form to join. */
export async function openApart(
  site: Site,
  room: string,
  launch: () => Promise<Chromium> = launchChromium,
): Promise<Apart> {
  await using stack = new AsyncDisposableStack();
  const chromium = stack.use(await launch());
  const page = await chromium.newPage();
  await page.evaluateOnNewDocument(takeTinyPictures);
  const opened = await openRoom(page, `${site.origin}/r/${room}#k=${TEST_KEY}`, {
    unwatched: true,
  });
  const kept = stack.move();
  return {
    room: opened,
    kill: () => void chromium.browser.process()?.kill("SIGKILL"),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A call among these, in the order in which they come, each in a browser of their own, seeing the others. */
export async function startCallApart(
  stack: AsyncDisposableStack,
  site: Site,
  room: string,
  names: readonly string[],
): Promise<PersonApart[]> {
  const people: PersonApart[] = [];
  for (const name of names) {
    const apart = stack.use(await openApart(site, room));
    const id = await apart.room.join(name);
    people.push(Object.assign(apart.room, { id, name, kill: apart.kill }));
    await allConnected(people);
  }
  for (const person of people) await person.turn("camera", true);
  await watchPictures(people);
  await morePictures(people);
  return people;
}

/** Presses "join" on a page, and answers with the moment, on this machine's clock. */
export async function beginToJoin({ page }: Pick<RoomPage, "page">, name: string): Promise<number> {
  return await page.evaluate((as) => {
    const handle = (globalThis as { kibitz?: KibitzHandle }).kibitz;
    if (!handle) throw new Error("the page has no engine");
    const now = Date.now();
    handle.join(as).catch(() => {
      // What became of it is what the test looks at.
    });
    return now;
  }, name);
}

/**
 * Waits in the page, where nothing is missed, until it is directly connected to all of these names
 * under another coordinator than `former` (null: under any), and answers with the moment on this machine's clock.
 */
export async function connectedAt(
  { page }: Pick<RoomPage, "page">,
  names: readonly string[],
  former: PeerId | null,
): Promise<number> {
  return await page.evaluate(
    (wanted, before) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const state = (globalThis as { kibitz?: KibitzHandle }).kibitz?.state;
          const there = new Set(
            state?.peers.filter(({ link }) => link.name === "connected")
              .map(({ member }) => member.name),
          );
          if (state?.coordinator !== before && wanted.every((name) => there.has(name))) {
            resolve(Date.now());
          } else setTimeout(look, 10);
        };
        look();
      }),
    [...names],
    former,
  );
}

/** Runs in the page, and travels there as source text: five browsers have to fit on two cores. */
function takeTinyPictures(): void {
  const prototype = globalThis.MediaDevices?.prototype;
  if (prototype === undefined) return;
  const original = prototype.getUserMedia;
  prototype.getUserMedia = function (constraints) {
    const { video, ...rest } = constraints ?? {};
    const tiny = { width: 160, height: 90, frameRate: 15 };
    return original.call(this, video ? { ...rest, video: tiny } : rest);
  };
}
