import { verify } from "./en/verify.ts";
import { area } from "./speech.ts";

export const verifyTexts = () => area("verify", verify);
