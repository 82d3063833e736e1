import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "./session.ts";

const SessionContext = createContext<Session | null>(null);

/** Hands a session to the views below: `<SessionProvider value={session}>`. */
export const SessionProvider = SessionContext.Provider;

/**
 * The session whose call a view belongs to. A page can hold several, each in its own part.
 * Throws where a view stands in no call.
 */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("a view of a call stands outside of its SessionProvider");
  return session;
}
