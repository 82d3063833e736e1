import { systemClock } from "../lib/env/mod.ts";
import { createPeople } from "./people.ts";
import { session } from "./page.ts";

/** The people panel's store for this page's one session. */
export const people = createPeople({
  room: session.room,
  state: session.state,
  volumes: session.volumes,
  clock: systemClock,
});
