import { people } from "./en/people.ts";
import { area } from "./speech.ts";

export const peopleTexts = () => area("people", people);
