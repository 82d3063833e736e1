import { engineHostKeys } from "./engine.ts";
import { createHosting } from "./hosting.ts";
import { openKeptHost, tabKeptText } from "./kept_host.ts";
import { session } from "./page.ts";

/** The host's side of this page's one session. */
export const hosting = createHosting({
  room: session.room,
  state: session.state,
  place: session.place,
  notices: session.notices,
  keys: engineHostKeys,
  kept: openKeptHost(tabKeptText()),
  enter: session.joinAnew,
});
