import type { Diagnostics, PeerId, Way } from "../../../lib/mod.ts";
import type { RoomPage } from "./room_page.ts";
import { until } from "../until.ts";

/** One reading of the connection from a page to a peer. */
export async function diagnosis(page: RoomPage, peer: PeerId): Promise<Diagnostics | null> {
  return await page.page.evaluate(
    async (id) => await globalThis.kibitz?.room?.diagnose(id) ?? null,
    peer,
  );
}

/** What a page's room says of the way to each of the others. */
export async function ways(page: RoomPage): Promise<Record<PeerId, Way | null>> {
  return await page.page.evaluate(() =>
    Object.fromEntries(
      globalThis.kibitz?.state?.peers.map(({ member, way }) => [member.id, way]) ?? [],
    )
  );
}

/** Waits until the connection from a page to a peer goes this way, by its state and its statistics. */
export async function goes(page: RoomPage, peer: PeerId, way: Way): Promise<Diagnostics> {
  return await until(`the connection is ${way}`, async () => {
    const found = await diagnosis(page, peer);
    if (found?.way === way && (await ways(page))[peer] === way) return found;
    throw new Error(JSON.stringify({ found, ways: await ways(page) }));
  }, { every: 100, within: 30_000 });
}
