import { systemClock } from "../lib/env/mod.ts";
import { createPeople } from "./people.ts";
import { inCall } from "./in_call_page.ts";
import { session } from "./page.ts";

/** The people panel's store for this page's one session. */
export const people = createPeople({
  room: session.room,
  state: session.state,
  volumes: inCall.volumes,
  clock: systemClock,
});
