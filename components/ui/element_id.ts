import { createContext } from "preact";
import { useContext } from "preact/hooks";

const Prefix = createContext("");

/** Sets apart the ids of all elements below: a call in a part of a page has a prefix of its own. */
export const ElementIdPrefix = Prefix.Provider;

/** Whether the view stands in a part of a page, and not in one of its own. */
export function useEmbedded(): boolean {
  return useContext(Prefix) !== "";
}

/** Makes ids of elements, which a document may have once only, from names that say what they are. */
export function useElementId(): (name: string) => string {
  const prefix = useContext(Prefix);
  return (name) => prefix + name;
}
