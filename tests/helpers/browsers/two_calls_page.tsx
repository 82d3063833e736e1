import { render } from "preact";
import { fetchSheet } from "../../../components/ui/stylesheet.ts";
import { styles } from "../../../components/ui/stylesheets.ts";
import { EmbeddedCall } from "../../../islands/Room.tsx";
import type { Room } from "../../../lib/mod.ts";
import { createEmbeddedSession } from "../../../session/mod.ts";

/** What the page offers to its test: each call's room, by the name of the room. */
export interface TwoCallsPage {
  readonly rooms: Record<string, () => Room | null>;
}

declare global {
  var twoCalls: TwoCallsPage | undefined;
}

const { origin, protocol, host } = location;
const rooms: TwoCallsPage["rooms"] = {};

/** Puts the call of a room, by its name and link key, into each element that names one. */
async function start(): Promise<void> {
  await Promise.all([styles.tokens, styles.room].map(fetchSheet));
  for (const place of document.querySelectorAll<HTMLElement>("[data-room]")) {
    const { room = "", key = "" } = place.dataset;
    const session = createEmbeddedSession({
      origin,
      protocol,
      host,
      pathname: `/r/${room}`,
      hash: `#k=${key}`,
    });
    rooms[room] = () => session.room.peek();
    session.prepare();
    render(<EmbeddedCall session={session} room={room} prefix={`${room}-`} />, place);
  }
  globalThis.twoCalls = { rooms };
}

start();
