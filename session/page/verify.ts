import { systemRandom } from "../../lib/env/mod.ts";
import { useSession } from "../context.ts";
import { perSession } from "../per_session.ts";
import { createVerify, type Verify } from "../verify/verify.ts";

const verifyOf = perSession((session) =>
  createVerify({
    room: session.room,
    state: session.state,
    leave: session.leave,
    random: systemRandom,
    address: () => globalThis.location,
    open: (link) => globalThis.location.assign(link),
  })
);

/** The verify panel's store of the call that a view belongs to. */
export function useVerify(): Verify {
  return verifyOf(useSession());
}
