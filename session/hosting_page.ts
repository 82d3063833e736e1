import { useSession } from "./context.ts";
import { engineHostKeys } from "./engine.ts";
import { createHosting, type Hosting } from "./hosting.ts";
import { openKeptHost } from "./kept_host.ts";
import { perSession } from "./per_session.ts";
import { tabStorage } from "./storage.ts";

const hostingOf = perSession((session) =>
  createHosting({
    room: session.room,
    state: session.state,
    place: session.place,
    notices: session.notices,
    keys: engineHostKeys,
    kept: openKeptHost(tabStorage()),
    enter: session.joinAnew,
  })
);

/** The host's side of the call that a view belongs to. */
export function useHosting(): Hosting {
  return hostingOf(useSession());
}
