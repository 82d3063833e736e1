import type { Broker, Mailbox, MailboxListener } from "./broker.ts";

/** Runs a delivery later, in order; how a simulation delays, drops or reorders. */
export type Post = (run: () => void) => void;

/** A broker in memory, with the rules of the real one: an id is held once, and is free when given back. */
export function createMemoryBroker(post: Post): Broker {
  const held = new Map<string, MailboxListener>();
  return {
    open(id, listener) {
      return new Promise((resolve) =>
        post(() => {
          if (held.has(id)) return resolve("taken");
          held.set(id, listener);
          resolve(mailboxOf(id, listener));
        })
      );
    },
  };

  function mailboxOf(id: string, listener: MailboxListener): Mailbox {
    return {
      id,
      state: "open",
      send(type, dst, payload) {
        post(() => {
          const target = held.get(dst);
          if (target !== undefined) target.signal({ type, src: id, dst }, payload);
          else if (held.get(id) === listener) listener.expired(dst);
        });
      },
      close() {
        if (held.get(id) === listener) held.delete(id);
      },
    };
  }
}
