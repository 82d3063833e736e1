import { transfer } from "./en/transfer.ts";
import { area } from "./speech.ts";

export const transferTexts = () => area("transfer", transfer);
