import { systemClock } from "../../lib/env/mod.ts";
import { useSession } from "../context.ts";
import { inCallOf } from "./in_call.ts";
import { createPeople, type People } from "../people/people.ts";
import { perSession } from "../per_session.ts";

const peopleOf = perSession((session) =>
  createPeople({
    room: session.room,
    state: session.state,
    volumes: inCallOf(session).volumes,
    clock: systemClock,
  })
);

/** The people panel's store of the call that a view belongs to. */
export function usePeople(): People {
  return peopleOf(useSession());
}
