import { call } from "./en/call.ts";
import { area } from "./speech.ts";

export const callTexts = () => area("call", call);
