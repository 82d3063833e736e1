import { createInCall } from "./in_call.ts";
import { pageInCallEnv } from "./in_call_env.ts";
import { session } from "./page.ts";

/** The running call of this page's one session. */
export const inCall = createInCall(pageInCallEnv(), session);
