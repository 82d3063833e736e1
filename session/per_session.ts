import type { Session } from "./session.ts";

/** Makes one store of its kind for each session, at the first call for it. */
export function perSession<Store>(make: (session: Session) => Store): (session: Session) => Store {
  const made = new WeakMap<Session, Store>();
  return (session) => {
    const known = made.get(session);
    if (known !== undefined) return known;
    const store = make(session);
    made.set(session, store);
    return store;
  };
}
