import { systemRandom } from "../lib/env/mod.ts";
import { session } from "./page.ts";
import { createVerify } from "./verify.ts";

/** The verify panel's store for this page's one session. */
export const verify = createVerify({
  room: session.room,
  state: session.state,
  leave: session.leave,
  random: systemRandom,
  address: () => globalThis.location,
  open: (link) => globalThis.location.assign(link),
});
