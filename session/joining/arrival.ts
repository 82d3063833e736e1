import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { SessionEnv } from "../env.ts";
import { tidyName } from "../names.ts";
import { inviteLink, type Place, readPlace, roomPath } from "../link/room_link.ts";
import { callProblem, type Problem } from "../notices/problems.ts";
import type { Preferences } from "../storage/preferences.ts";

/** How the room's introduction travels: known once the page has read its link. */
export type Seal = "unknown" | "sealed" | "open";

/** Where the link leads, and under which name the person goes there. */
export interface Arrival {
  readonly place: ReadonlySignal<Place | null>;
  readonly seal: ReadonlySignal<Seal>;
  /** The link that invites others; empty until it has been read. */
  readonly link: ReadonlySignal<string>;
  readonly name: ReadonlySignal<string>;
  readonly nameMissing: ReadonlySignal<boolean>;
  /** A line for the host, who may have to let the person in; null where the link names no host. */
  readonly note: ReadonlySignal<string | null>;
  /**
   * Reads the link, and takes the name from `typed` or from what the device keeps. Answers why there
   * can be no call on this page, whatever the person does; null when there can.
   */
  read(typed: string): Problem | null;
  setName(name: string): void;
  setNote(note: string): void;
  /** The room goes on under another link key: the link, the address bar and what is kept follow. */
  followKey(key: string): void;
  /** Tidies and keeps the name; null when there is none, and then `nameMissing` says so. */
  takeName(): string | null;
}

/** Makes an arrival that has not read its link yet. */
export function createArrival(env: SessionEnv, keep: Preferences): Arrival {
  const place = signal<Place | null>(null);
  const name = signal("");
  const nameMissing = signal(false);
  const note = signal("");
  const hosted = () => place.value?.name === "room" && place.value.settings.host.kind !== "none";
  return {
    place: computed(() => place.value),
    seal: computed(() =>
      place.value?.name !== "room" ? "unknown" : place.value.key === null ? "open" : "sealed"
    ),
    link: computed(() => place.value?.name === "room" ? inviteLink(env.address, place.value) : ""),
    name: computed(() => name.value),
    nameMissing: computed(() => nameMissing.value),
    note: computed(() => hosted() ? note.value : null),
    read(typed) {
      const where = readPlace(env.address);
      batch(() => {
        place.value = where;
        name.value = typed !== "" ? typed : keep.read().name;
      });
      if (where.name !== "room") return callProblem(where.name);
      if (!env.secure) return callProblem("insecure");
      return env.capable ? null : callProblem("unsupported");
    },
    setName(next) {
      name.value = next;
      // At every letter, so that the first time, which is slow, is none that anybody waits for.
      const usable = tidyName(next) !== "";
      if (usable) nameMissing.value = false;
    },
    setNote(next) {
      note.value = next;
    },
    followKey(key) {
      const from = place.value;
      if (from?.name !== "room" || from.key === key) return;
      const to = { ...from, key };
      place.value = to;
      env.showPath(roomPath(to));
      keep.moveRoom(from, to, env.clock.now());
    },
    takeName() {
      const tidy = tidyName(name.value);
      nameMissing.value = tidy === "";
      if (tidy === "") return null;
      keep.setName(tidy);
      name.value = tidy;
      return tidy;
    },
  };
}
