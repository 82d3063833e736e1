import { keepAppShell } from "../browser/app_shell.ts";
import { loadEngine } from "../joining/engine.ts";
import { pageEnv, serverEnv } from "../env.ts";
import { makeHandle } from "./window_handle.ts";
import { watchNetwork } from "../browser/network.ts";
import type { PageAddress } from "../link/room_link.ts";
import { type CallFollower, createSession, type Session } from "../session.ts";

const onServer = typeof document === "undefined";

/** What tells that a person is at the page, and not a link preview or a tab in the background. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"] as const;

/** The session of a room's page. On the server it is a still picture: "arriving", and nothing runs. */
export function createPageSession(): Session {
  return createSession({ ...(onServer ? serverEnv() : pageEnv()), follow: followCalls });
}

/**
 * The session of a call in a part of a page: of the room that `address` names, whatever the page's own
 * address is. It keeps no seat over a reload, and leaves the address bar and the tab's storage alone.
 * Call it in a browser only; `session.start("")` begins it, and `session.goAway()` ends it.
 */
export function createEmbeddedSession(address: PageAddress): Session {
  return createSession({
    ...pageEnv(),
    address,
    showPath: () => {},
    reloaded: false,
    tabText: null,
    seatStore: null,
    follow: followCalls,
  });
}

/** What follows a session's calls comes beside the engine. */
async function followCalls(session: Session): Promise<CallFollower> {
  const [{ inCallOf }] = await Promise.all([import("./in_call.ts"), loadEngine()]);
  return inCallOf(session);
}

/**
 * Takes the page over, once: starts its session and binds it to the page's life. `typed` tells what
 * the name field holds by then. On the server it does nothing.
 */
export function startPage(session: Session, typed: () => string): void {
  if (onServer || session.phase.peek().name !== "arriving") return;
  globalThis.kibitz = makeHandle(session);
  // The last moment in which a page may speak: the others then need not wait for a silence.
  addEventListener("pagehide", () => session.goAway());
  watchNetwork(() => session.room.peek()?.networkChanged());
  addEventListener("hashchange", () => {
    // Another key is another room. A running call is not torn down for a changed address bar.
    if (session.phase.value.name !== "in-call") location.reload();
  });
  session.start(typed());
  keepAppShell();
  for (const sign of SIGNS) {
    addEventListener(sign, () => session.prepare(), { once: true, passive: true });
  }
}
