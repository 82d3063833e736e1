import type { PeerId } from "../../../lib/mod.ts";
import type { RoomPage } from "./room_page.ts";

/** What one tile said of its person's connection while it was watched, and what else happened on the page. */
export interface TileStory {
  /** Each text that the tile showed, in order, and when it came, on this machine's clock. */
  readonly said: readonly { readonly text: string; readonly at: number }[];
  /** Tiles and controls that came, went, moved or changed their size meanwhile. */
  readonly moved: readonly string[];
}

/**
 * Begins to watch a peer's tile, and where everything else on the page is. Of `relabelled`, by their
 * `data-testid`, only the place has to stay, since what they say has another length.
 */
export async function watchTile(
  { page }: RoomPage,
  peer: PeerId,
  relabelled: readonly string[],
): Promise<void> {
  await page.evaluate(
    (id, free) => {
      const scope = globalThis as unknown as { tileForTests: { story: TileStory } };
      const said: { text: string; at: number }[] = [];
      const moved = new Set<string>();
      const places = () =>
        new Map(
          [...document.querySelectorAll("[data-testid]")].map((element, index) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            const kind = element.getAttribute("data-testid") ?? "";
            const size = free.includes(kind) ? [] : [width, height];
            return [`${kind} ${index}`, [left, top, ...size].map(Math.round).join()] as const;
          }),
        );
      const before = places();
      const look = () => {
        const tile = document.querySelector(`[data-testid="tile"][data-peer="${id}"]`);
        const text = tile?.querySelector(".tile-link")?.textContent ?? "";
        if ((said.at(-1)?.text ?? "") !== text) said.push({ text, at: Date.now() });
        const now = places();
        for (const name of new Set([...before.keys(), ...now.keys()])) {
          if (before.get(name) !== now.get(name)) {
            moved.add(`${name}: ${before.get(name)} -> ${now.get(name)}`);
          }
        }
      };
      setInterval(look, 50);
      scope.tileForTests = {
        get story() {
          return { said, moved: [...moved] };
        },
      };
    },
    peer,
    [...relabelled],
  );
}

/** What happened since `watchTile`. */
export async function tileStory({ page }: RoomPage): Promise<TileStory> {
  return await page.evaluate(() =>
    (globalThis as unknown as { tileForTests: { story: TileStory } }).tileForTests.story
  );
}
