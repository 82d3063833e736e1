import { useSession } from "../context.ts";
import { engineHostKeys } from "../joining/engine.ts";
import { createHosting, type Hosting } from "../host/hosting.ts";
import { openKeptHostKey } from "../storage/host_key.ts";
import { perSession } from "../per_session.ts";
import { tabStorage } from "../storage/storage.ts";

const hostingOf = perSession((session) =>
  createHosting({
    room: session.room,
    state: session.state,
    place: session.place,
    notices: session.notices,
    keys: engineHostKeys,
    kept: openKeptHostKey(tabStorage()),
    enter: session.joinAnew,
  })
);

/** The host's side of the call that a view belongs to. */
export function useHosting(): Hosting {
  return hostingOf(useSession());
}
