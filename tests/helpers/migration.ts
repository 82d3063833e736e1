import { beginToJoin, connectedAt, openApart, startCallApart } from "./apart.ts";
import type { KibitzHandle } from "../../session/handle.ts";
import { longestGaps, morePictures, watchPictures } from "./pauses.ts";
import type { RoomPage } from "./room_page.ts";
import type { Site } from "./site.ts";
import { inTime } from "./until.ts";

/** How the coordinator goes: its browser is killed by its process, or the person leaves. */
export type Going = "killed" | "leaves";

/** What a room of four made of its coordinator's going. */
export interface Migration {
  /** Milliseconds until a fifth person, who joins at that moment, is connected to everyone. */
  readonly newcomer: number;
  /** The same for the fourth person, before, when nothing happened. */
  readonly usual: number;
  /** The longest time between two pictures, in milliseconds, for each pair of the others. */
  readonly gaps: ReadonlyMap<string, number>;
  /** The same for a few seconds before, when nothing happens: what this machine does by itself. */
  readonly quiet: ReadonlyMap<string, number>;
}

/** How long a newcomer is waited for, in milliseconds. */
const GIVE_UP = 60_000;

/** Four people, each in a browser of their own: the coordinator goes, and a fifth comes. */
export async function migrate(site: Site, room: string, going: Going): Promise<Migration> {
  await using stack = new AsyncDisposableStack();
  const names = ["Ada", "Ben", "Cleo", "Dan"];
  const { people: [ada, ...others], lastIn } = await startCallApart(stack, site, room, names);
  const { room: eve } = stack.use(await openApart(site, room));
  const [ben] = others;
  if ((await ben.picture()).coordinator !== ada.id) throw new Error("Ada does not coordinate");

  await watchPictures(others);
  await morePictures(others);
  const quiet = await longestGaps(others);

  await watchPictures(others);
  const everyone = [...others, Object.assign(eve, { name: "Eve" })];
  const arrivals = everyone.map(({ page, name }) =>
    connectedAt({ page }, everyone.map((one) => one.name).filter((one) => one !== name), ada.id)
  );
  const gone = going === "killed" ? killed(ada) : await leaves(ada);
  await beginToJoin(eve, "Eve");
  const arrived = await inTime("the newcomer", Promise.all(arrivals), GIVE_UP);
  await morePictures(others);
  return {
    newcomer: Math.max(...arrived) - gone,
    usual: Math.round(lastIn),
    gaps: await longestGaps(others),
    quiet,
  };
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
