/** Gives a lock back. */
export type Unlock = () => void;

export interface IdLocksOptions {
  /** Instances of one name keep out of each other's way. */
  readonly name: string;
  readonly locks: LockManager;
  /**
   * Another instance is here, and waits: take the locks of everything that was claimed without one.
   */
  readonly catchUp: () => Promise<void>;
}

/**
 * Web Locks for ids, one each, so that no two workers can hold the same one. A lock costs more memory
 * than all the rest of a client, and most processes have one worker: whoever is alone, which a lock
 * of its own proves, claims without any. A second worker waits until the first has caught up.
 *
 *     deciding -> alone -> together
 *     deciding -> together
 */
export class IdLocks {
  #state: "deciding" | "alone" | "together" = "deciding";
  #othersHere = false;
  #decided = Promise.withResolvers<void>();
  #endOfAlone = Promise.withResolvers<void>();
  #end = Promise.withResolvers<void>();

  constructor(readonly options: IdLocksOptions) {
    const exclusive = { ifAvailable: true };
    void options.locks.request(this.#name, exclusive, (lock) => {
      if (lock === null) return void this.#together();
      this.#state = "alone";
      this.#decided.resolve();
      if (this.#othersHere) this.share();
      return Promise.race([this.#endOfAlone.promise, this.#end.promise]);
    });
  }

  /** Settles when it is known whether there are others. */
  get decided(): Promise<void> {
    return this.#decided.promise;
  }

  /** True when there is no other instance, so that no lock is needed. */
  get alone(): boolean {
    return this.#state === "alone";
  }

  /** Takes the lock of an id; null when it was not to be had, or the wait for it was given up. */
  acquire(id: string, options: LockOptions): Promise<Unlock | null> {
    const { promise: kept, resolve: unlock } = Promise.withResolvers<void>();
    return new Promise((resolve, reject) => {
      this.options.locks.request(`${this.options.name} ${id}`, options, (lock) => {
        resolve(lock === null ? null : unlock);
        return lock === null ? undefined : kept;
      }).catch((error) => {
        // The wait was given up: somebody else keeps the lock.
        if (error instanceof DOMException && error.name === "AbortError") resolve(null);
        else reject(error);
      });
    });
  }

  /** Another instance is here. */
  share(): void {
    this.#othersHere = true;
    if (this.#state !== "alone") return;
    // From now on claims take locks; the others hold none until what was claimed before has its own.
    this.#state = "together";
    this.#together();
    void this.options.catchUp().then(() => this.#endOfAlone.resolve());
  }

  close(): void {
    this.#end.resolve();
  }

  get #name(): string {
    return `${this.options.name}, alone`;
  }

  /** Waits until nobody is alone any more, and keeps it so. */
  #together(): void {
    void this.options.locks.request(this.#name, { mode: "shared" }, () => {
      this.#state = "together";
      this.#decided.resolve();
      return this.#end.promise;
    });
  }
}
