import type { Page } from "puppeteer-core";
import type { RoomPage } from "./room_page.ts";

/** One end of a connection's statistics, as far as these tests look. */
export interface CandidateSeen {
  readonly type: string;
  readonly address: string;
}

/** What a page's connections do, from before its first script; see `watchRelays`. */
interface WatchedPage {
  relaysForTests: {
    readonly sent: string[];
    readonly made: RTCPeerConnection[];
    readonly configured: RTCConfiguration[];
  };
}

/** Keeps what this page sends over sockets and data channels, and the connections that it makes. */
export async function watchRelays(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const sent: string[] = [];
    const made: RTCPeerConnection[] = [];
    const configured: RTCConfiguration[] = [];
    Object.assign(globalThis, { relaysForTests: { sent, made, configured } });
    for (const { prototype } of [WebSocket, RTCDataChannel]) {
      const original = prototype.send;
      prototype.send = function (data: string) {
        sent.push(String(data));
        original.call(this as never, data);
      };
    }
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(config?: RTCConfiguration) {
        super(config);
        made.push(this);
        if (config !== undefined) configured.push(config);
      }
    };
  });
}

/** Everything that left this page as text: to the broker, or to another page. */
export async function textsSent(room: RoomPage): Promise<string[]> {
  return await room.page.evaluate(() => (globalThis as unknown as WatchedPage).relaysForTests.sent);
}

/** The ICE servers that the page's first connection was made with. */
export async function firstIceServers(room: RoomPage): Promise<RTCIceServer[]> {
  return await room.page.evaluate(() =>
    (globalThis as unknown as WatchedPage).relaysForTests.configured[0].iceServers ?? []
  );
}

/** The candidates that a page's open connections know: its own ones, or the others'. */
export async function candidatesOf(
  room: RoomPage,
  whose: "local-candidate" | "remote-candidate",
): Promise<CandidateSeen[]> {
  return await room.page.evaluate(async (whose) => {
    const { made } = (globalThis as unknown as WatchedPage).relaysForTests;
    const found: CandidateSeen[] = [];
    for (const pc of made.filter(({ connectionState }) => connectionState !== "closed")) {
      for (const entry of (await pc.getStats()).values()) {
        if (entry.type !== whose) continue;
        found.push({ type: entry.candidateType, address: entry.address ?? "" });
      }
    }
    return found;
  }, whose);
}

/** The own ICE generation (ufrag) of the pair that each of a page's open connections uses now. */
export async function generations(room: RoomPage): Promise<string[]> {
  return await room.page.evaluate(async () => {
    const { made } = (globalThis as unknown as WatchedPage).relaysForTests;
    const found: string[] = [];
    for (const pc of made.filter(({ connectionState }) => connectionState !== "closed")) {
      const stats = await pc.getStats();
      for (const { type, selectedCandidatePairId } of stats.values()) {
        if (type !== "transport") continue;
        const pair = stats.get(selectedCandidatePairId);
        found.push(stats.get(pair?.localCandidateId)?.usernameFragment ?? "");
      }
    }
    return found;
  });
}

/** Every address of this machine that is not its own to itself. */
export function ownAddresses(): string[] {
  return Deno.networkInterfaces().map(({ address }) => address.split("%")[0])
    .filter((address) => !address.startsWith("127.") && address !== "::1");
}
