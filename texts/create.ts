import { create } from "./en/create.ts";
import { area } from "./speech.ts";

export const createTexts = () => area("create", create);
