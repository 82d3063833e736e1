/** Where seats are kept: one record for each page that is, or just was, in a call. */
export interface SeatStore {
  put(page: string, record: unknown): Promise<void>;
  /** Reads a record and deletes it, in one step. */
  remove(page: string): Promise<unknown>;
  /** Deletes all records but those that `fresh` answers true for, and answers how many are left. */
  sweep(fresh: (record: unknown) => boolean): Promise<number>;
  delete(page: string): Promise<void>;
}

const DATABASE = "kibitz-seats";
const STORE = "seats";

/**
 * This browser's IndexedDB: of all that a page can write to, it alone takes a certificate, and keeps
 * its private key from every script. Whatever it refuses (private windows, a full disk) rejects.
 */
export function openSeatStore(factory: IDBFactory): SeatStore {
  let opening: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    opening ??= opened(factory, () => opening = null).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  async function run<T>(work: (store: IDBObjectStore) => () => T): Promise<T> {
    const transaction = (await open()).transaction(STORE, "readwrite");
    const answer = work(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
    });
    return answer();
  }

  return {
    put: (page, record) =>
      run((store) => {
        store.put(record, page);
        return () => {};
      }),
    remove: (page) =>
      run((store) => {
        const found = store.get(page);
        store.delete(page);
        return () => found.result as unknown;
      }),
    delete: (page) =>
      run((store) => {
        store.delete(page);
        return () => {};
      }),
    sweep: (fresh) =>
      run((store) => {
        let left = 0;
        const walk = store.openCursor();
        walk.onsuccess = () => {
          const at = walk.result;
          if (at === null) return;
          if (fresh(at.value)) left++;
          else at.delete();
          at.continue();
        };
        return () => left;
      }),
  };
}

function opened(factory: IDBFactory, gone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = factory.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const database = asked.result;
      // The person clears this site's data: the next use opens a new one.
      database.onclose = gone;
      // A newer version of this page is open beside it, and needs another shape.
      database.onversionchange = () => {
        database.close();
        gone();
      };
      resolve(database);
    };
  });
}

/** This page's store; null where the browser has none, or forbids it. */
export function pageSeatStore(): SeatStore | null {
  try {
    return globalThis.indexedDB ? openSeatStore(globalThis.indexedDB) : null;
  } catch {
    // SecurityError alone: the person blocks storage for this site, which is theirs to decide.
    return null;
  }
}
