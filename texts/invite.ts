import { invite } from "./en/invite.ts";
import { area } from "./speech.ts";

export const inviteTexts = () => area("invite", invite);
