import { useSession } from "../context.ts";
import { createInCall, type InCall } from "../in_call.ts";
import { pageInCallEnv } from "../in_call_env.ts";
import { perSession } from "../per_session.ts";

/** What follows the calls of a session in this page. */
export const inCallOf = perSession((session) => createInCall(pageInCallEnv(), session));

/** The running call that a view belongs to. */
export function useInCall(): InCall {
  return inCallOf(useSession());
}
