import { chat } from "./en/chat.ts";
import { area } from "./speech.ts";

export const chatTexts = () => area("chat", chat);
