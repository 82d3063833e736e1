import type { PeerId } from "../../../lib/mod.ts";
import type { RoomPage } from "./room_page.ts";

/** How a peer's picture ran on the page since `watchFrames`. */
export interface FrameRun {
  readonly frames: number;
  /** The longest time without a new picture, in milliseconds. */
  readonly longestGap: number;
  /** False when the tile's video is not the element that was watched: it was made anew. */
  readonly sameElement: boolean;
  /** False when another track arrives: the connection was made anew. */
  readonly sameTrack: boolean;
}

/** What the page keeps of a picture that is watched. */
interface WatchedPicture {
  readonly video: HTMLVideoElement;
  /** The track that arrives now, and the one that arrived when watching began. */
  readonly arriving: () => MediaStreamTrack | undefined;
  readonly track: MediaStreamTrack | undefined;
  readonly times: number[];
}

/** The page's global scope, in code that travels there. */
interface WatchingPage {
  framesForTests: Map<PeerId, WatchedPicture>;
}

/** Begins to note when each of these peers' tiles shows a new picture. */
export async function watchFrames(room: RoomPage, peers: readonly PeerId[]): Promise<void> {
  await room.page.evaluate((ids) => {
    const scope = globalThis as unknown as WatchingPage;
    scope.framesForTests = new Map();
    for (const id of ids) {
      const video = document.querySelector<HTMLVideoElement>(
        `[data-testid="tile"][data-peer="${id}"] video`,
      );
      if (video === null) throw new Error(`no video in the tile of ${id}`);
      const times = [performance.now()];
      const next = () => {
        times.push(performance.now());
        video.requestVideoFrameCallback(next);
      };
      video.requestVideoFrameCallback(next);
      const arriving = () =>
        video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined;
      scope.framesForTests.set(id, { video, arriving, track: arriving(), times });
    }
  }, [...peers]);
}

/** When a peer's first new picture after `moment` was shown, both on this machine's clock; null if none was. */
export async function firstFrameAfter(
  room: RoomPage,
  peer: PeerId,
  moment: number,
): Promise<number | null> {
  return await room.page.evaluate(
    (id, after) => {
      const scope = globalThis as unknown as WatchingPage;
      const times = scope.framesForTests.get(id)?.times ?? [];
      return times.map((time) => performance.timeOrigin + time).find((at) => at > after) ?? null;
    },
    peer,
    moment,
  );
}

/** How the pictures ran since `watchFrames`, by peer. */
export async function frameRuns(room: RoomPage): Promise<Record<PeerId, FrameRun>> {
  return await room.page.evaluate(() => {
    const scope = globalThis as unknown as WatchingPage;
    const runs: Record<string, FrameRun> = {};
    for (const [id, { video, arriving, track, times }] of scope.framesForTests) {
      const all = [...times, performance.now()];
      runs[id] = {
        frames: times.length - 1,
        longestGap: Math.max(...all.slice(1).map((time, index) => time - all[index])),
        sameElement: document.querySelector(`[data-testid="tile"][data-peer="${id}"] video`) ===
          video,
        sameTrack: track !== undefined && arriving() === track,
      };
    }
    return runs;
  });
}
