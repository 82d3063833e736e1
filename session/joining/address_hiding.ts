import { computed, type ReadonlySignal, signal } from "@preact/signals";
// Not through lib/mod.ts: the engine behind it is fetched later, and a page is drawn without it.
import { RoomError } from "../../lib/errors.ts";
import type { Room, RoomState } from "../../lib/mod.ts";
import { callTexts } from "../../texts/call.ts";
import type { Notices } from "../notices/notices.ts";
import type { Preferences } from "../storage/preferences.ts";

/** Whether one's network address is kept from the others: the wish before a call, the fact in one. */
export interface OwnAddress {
  readonly hidden: ReadonlySignal<boolean>;
  /** It is wanted, and there is no relay to do it by. */
  readonly impossible: ReadonlySignal<boolean>;
  /** Hides or shows it. The device remembers what was done. */
  set(hidden: boolean): Promise<void>;
  /** Takes over what the device remembers. */
  read(): void;
  /** Takes in whether the room has a relay, as soon as that is known. */
  relaysKnown(there: boolean): void;
}

/** What the hiding of an address needs around it. */
export interface OwnAddressOptions {
  readonly keep: Preferences;
  readonly notices: Notices;
  readonly room: () => Room | null;
  readonly state: ReadonlySignal<RoomState | null>;
  /** Looks whether the room has a relay, and tells `relaysKnown`. */
  readonly lookForRelays: () => void;
}

/** Makes the switch, off until the device's memory has been read. */
export function createOwnAddress(options: OwnAddressOptions): OwnAddress {
  const { keep, notices, state } = options;
  const wanted = signal(false);
  const relays = signal<boolean | null>(null);
  const remember = (hidden: boolean) => {
    wanted.value = hidden;
    keep.setHideAddress(hidden);
  };

  async function change(room: Room, hidden: boolean): Promise<void> {
    const { address } = callTexts();
    try {
      await room.setHideAddress(hidden);
    } catch (error) {
      if (!(error instanceof RoomError)) throw error;
      // The room was left meanwhile: nobody is there to be told.
      if (error.code !== "no-relay") return;
      notices.add("warn", address.noRelay.title, address.noRelay.text);
      return;
    }
    remember(hidden);
    if (hidden) notices.add("info", address.hiddenNow.title, address.hiddenNow.text);
  }

  return {
    hidden: computed(() => state.value?.addressHidden ?? wanted.value),
    impossible: computed(() => wanted.value && relays.value === false),
    async set(hidden) {
      const room = options.room();
      if (room !== null) return await change(room, hidden);
      remember(hidden);
      if (hidden) options.lookForRelays();
    },
    read() {
      wanted.value = keep.read().hideAddress;
    },
    relaysKnown(there) {
      relays.value = there;
    },
  };
}
