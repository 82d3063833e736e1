/** Typed events: a map from event name to what its listeners are given. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** Subscribes; the answer unsubscribes. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    // A wrapper of its own, so that one function subscribed twice is two subscriptions.
    const entry = (event: Events[Name]) => listener(event);
    set.add(entry);
    return () => void set.delete(entry);
  }

  /** Calls every listener; one that throws does not keep the others from being called. */
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of [...this.#listeners.get(name) ?? []]) {
      try {
        (listener as (event: Events[Name]) => void)(event);
      } catch (error) {
        // A listener is the page's own code: its error belongs to the page, not to the room.
        reportError(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
