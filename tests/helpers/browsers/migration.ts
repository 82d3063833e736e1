import { beginToJoin, connectedAt, openApart, type PersonApart, startCallApart } from "./apart.ts";
import type { KibitzHandle } from "../../../session/page/window_handle.ts";
import { longestGaps, longestPause, morePictures, usualPause, watchPictures } from "./pauses.ts";
import type { RoomPage } from "./room_page.ts";
import type { Site } from "../servers/site.ts";
import { inTime, until } from "../until.ts";

/** How the coordinator goes: its browser is killed by its process, or the person leaves. */
export type Going = "killed" | "leaves";

/** What came of a fifth person's joining a room of four. */
export interface Arrival {
  /** Milliseconds until that person is connected to everyone. */
  readonly after: number;
  /** The longest time between two pictures, in milliseconds, for each pair of those who stay. */
  readonly gaps: ReadonlyMap<string, number>;
}

/** What a room of four made of its coordinator's going. */
export interface Migration {
  /** Somebody joins, and nothing else happens: what that costs this machine. */
  readonly usual: Arrival;
  /** Somebody joins at the moment when the coordinator goes. */
  readonly migrating: Arrival;
  /** The next coordinator goes, and nobody joins. */
  readonly alone: Departure;
}

/** What those who stay saw of a going that nothing else went with. */
export interface Departure {
  /** The longest time between two pictures just before, in milliseconds. */
  readonly usual: number;
  /** The same from the going on, until somebody else coordinates and pictures run. */
  readonly pause: number;
}

/** How long a newcomer is waited for, in milliseconds. */
const GIVE_UP = 60_000;

/**
 * Four people, each in a browser of their own: a fifth comes and goes, the coordinator goes as a fifth
 * comes, and then the next coordinator goes.
 */
export async function migrate(site: Site, room: string, going: Going): Promise<Migration> {
  await using stack = new AsyncDisposableStack();
  const names = ["Ada", "Ben", "Cleo", "Dan"];
  const [ada, ...others] = await startCallApart(stack, site, room, names);
  const [ben, ...last] = others;
  if ((await ben.picture()).coordinator !== ada.id) throw new Error("Ada does not coordinate");

  const usual = await visit(site, room, [ada, ...others], others);
  const { room: eve } = stack.use(await openApart(site, room));
  const migrating = await arrive(Object.assign(eve, { name: "Eve" }), others, others, {
    former: ada.id,
    begin: () => goes(ada, going),
  });
  return { usual, migrating, alone: await depart(ben, last, going) };
}

/** Somebody joins while nothing is wrong, and leaves again. */
async function visit(
  site: Site,
  room: string,
  present: readonly PersonApart[],
  watched: readonly PersonApart[],
): Promise<Arrival> {
  await using zoe = await openApart(site, room);
  const arrival = await arrive(Object.assign(zoe.room, { name: "Zoe" }), present, watched, {
    former: null,
    begin: () => Date.now(),
  });
  await zoe.room.leave();
  for (const person of present) {
    await until(`${person.name} sees that the visitor left`, async () => {
      const { peers } = await person.picture();
      return peers.length === present.length - 1;
    });
  }
  return arrival;
}

/**
 * Something begins, and at that moment a newcomer presses "join". `former` is the person who then no
 * longer coordinates.
 */
async function arrive(
  newcomer: RoomPage & { readonly name: string },
  present: readonly PersonApart[],
  watched: readonly PersonApart[],
  { former, begin }: { former: PersonApart["id"] | null; begin(): number | Promise<number> },
): Promise<Arrival> {
  await watchPictures(watched);
  const everyone = [...present, newcomer];
  const arrivals = everyone.map(({ page, name }) =>
    connectedAt({ page }, everyone.map((one) => one.name).filter((one) => one !== name), former)
  );
  const began = await begin();
  await beginToJoin(newcomer, newcomer.name);
  const arrived = await inTime("the newcomer", Promise.all(arrivals), GIVE_UP);
  await morePictures(watched);
  return { after: Math.max(...arrived) - began, gaps: await longestGaps(watched) };
}

/** The one who coordinates goes, and nobody comes. */
async function depart(
  leaving: PersonApart,
  watched: readonly PersonApart[],
  going: Going,
): Promise<Departure> {
  const usual = await usualPause(watched);
  for (const person of watched) {
    const { coordinator } = await person.picture();
    if (coordinator !== leaving.id) throw new Error(`${leaving.name} does not coordinate`);
  }
  await watchPictures(watched);
  await goes(leaving, going);
  for (const person of watched) {
    await until(`${person.name} sees that somebody else coordinates`, async () => {
      const { coordinator } = await person.picture();
      return coordinator !== null && coordinator !== leaving.id;
    }, { within: 30_000 });
  }
  await morePictures(watched);
  return { usual, pause: await longestPause(watched) };
}

/** Answers with the moment, on this machine's clock. */
async function goes(person: PersonApart, going: Going): Promise<number> {
  return going === "killed" ? killed(person) : await leaves(person);
}

function killed(person: { kill(): void }): number {
  person.kill();
  return Date.now();
}

async function leaves({ page }: Pick<RoomPage, "page">): Promise<number> {
  return await page.evaluate(() => {
    const now = Date.now();
    void (globalThis as { kibitz?: KibitzHandle }).kibitz?.leave();
    return now;
  });
}
