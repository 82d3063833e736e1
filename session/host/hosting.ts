import { computed, type ReadonlySignal, signal } from "@preact/signals";
// Not through lib/mod.ts: that would bring the whole engine in.
import { RoomError } from "../../lib/errors.ts";
import type { Host, HostKeyErrorCode, PeerId, Room, RoomState } from "../../lib/mod.ts";
import { LABEL_MAX } from "../../lib/wire/policy.ts";
import { hostTexts } from "../../texts/host.ts";
import { say } from "../../texts/mod.ts";
import type { HostKeys } from "../joining/engine.ts";
import type { KeptHostKey } from "../storage/host_key.ts";
import { tidyName } from "../names.ts";
import type { Notices } from "../notices/notices.ts";
import type { Place } from "../link/room_link.ts";

/** Somebody who waits to be let in. */
export interface GuestView {
  readonly id: PeerId;
  readonly name: string;
  readonly note: string;
}

/** Somebody in the room, as the host sees them. */
export interface GovernedView {
  readonly id: PeerId;
  readonly name: string;
  readonly role: string | null;
  readonly speaks: boolean;
}

/** What there is to decide. */
export interface HostingView {
  /** Whether we are the host. Where we aren't, the rest is only what everybody knows. */
  readonly open: boolean;
  readonly lobby: boolean;
  readonly locked: boolean;
  readonly waiting: readonly GuestView[];
  readonly people: readonly GovernedView[];
}

/** How opening the host's key goes. */
export type Unlocking = "no" | "busy" | HostKeyErrorCode | "unreachable" | "empty";

/** What a host sees and does; views show these and call these. */
export interface Hosting {
  /** Null outside of a call, and in a room whose link names no host. */
  readonly view: ReadonlySignal<HostingView | null>;
  readonly unlocking: ReadonlySignal<Unlocking>;
  /** True once the link was changed in this call: it has to be passed on anew. */
  readonly newLink: ReadonlySignal<boolean>;
  /** Whether somebody who is not in the room yet could come as its host, by the password. */
  readonly atTheDoor: ReadonlySignal<boolean>;
  /** Becomes the host by the password; before the call, comes in as the host. Answers whether it did. */
  unlock(password: string): Promise<boolean>;
  admit(guests: readonly PeerId[]): Promise<void>;
  deny(guest: PeerId): Promise<void>;
  setLobby(on: boolean): Promise<void>;
  setLocked(on: boolean): Promise<void>;
  mute(peer: PeerId): Promise<void>;
  label(peer: PeerId, label: string): Promise<void>;
  /** Sends a person out; `rekey` also gives the room another link. */
  remove(peer: PeerId, rekey: boolean): Promise<void>;
  rekey(): Promise<void>;
  resetChat(): Promise<void>;
}

export interface HostingOptions {
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly place: ReadonlySignal<Place | null>;
  readonly notices: Pick<Notices, "add">;
  readonly keys: HostKeys;
  readonly kept: KeptHostKey;
  /** Comes into the room, now that the key is kept. */
  readonly enter: () => Promise<void>;
}

/** Makes the host's side of a page. */
export function createHosting(options: HostingOptions): Hosting {
  const { room, state, place, notices, keys, kept, enter } = options;
  /** The room whose key was opened here, where it was. */
  const opened = signal<string | null>(null);
  const unlocking = signal<Unlocking>("no");
  const newLinkOf = signal<Room | null>(null);

  /** Does what only a host can, and tells the person when it can't be done. */
  async function decide(work: (host: Host) => Promise<unknown>): Promise<void> {
    const host = room.peek()?.host;
    if (host === undefined) return;
    try {
      await work(host);
    } catch (error) {
      if (!(error instanceof RoomError)) throw error;
      notices.add("warn", hostTexts().failed, reason(error));
    }
  }

  const rekey = (host: Host) => host.rekey().then(() => newLinkOf.value = room.peek());

  return {
    view: computed(() => state.value === null ? null : viewOf(state.value)),
    unlocking: computed(() => unlocking.value),
    atTheDoor: computed(() => {
      const link = place.value;
      if (room.value !== null || link?.name !== "room") return false;
      if (link.settings.host.kind !== "key" || opened.value === link.room) return false;
      return kept.read(link.room) === null;
    }),
    newLink: computed(() => newLinkOf.value !== null && newLinkOf.value === room.value),
    async unlock(password) {
      const link = place.peek();
      const asked = room.peek();
      if (unlocking.value === "busy") return false;
      if (link?.name !== "room" || link.settings.host.kind !== "key") return false;
      if (password === "") {
        unlocking.value = "empty";
        return false;
      }
      unlocking.value = "busy";
      try {
        const key = await keys.open(link.settings.host.sealed, { room: link.room, password });
        unlocking.value = typeof key === "string" ? key : "no";
        if (typeof key === "string" || room.peek() !== asked) return false;
        kept.keep(link.room, key.keptText());
        opened.value = link.room;
        await (asked === null ? enter() : asked.host.unlock(key));
        return true;
      } catch (error) {
        // TypeError: the engine's part for it can't be fetched. RoomError: the room was left meanwhile.
        unlocking.value = "unreachable";
        if (!(error instanceof TypeError) && !(error instanceof RoomError)) throw error;
        return false;
      }
    },
    admit: (guests) => decide((host) => host.admit(guests)),
    deny: (guest) => decide((host) => host.deny(guest)),
    setLobby: (on) => decide((host) => host.setLobby(on)),
    setLocked: (on) => decide((host) => host.setLocked(on)),
    mute: (peer) => decide((host) => host.askToMute(peer)),
    label: (peer, label) => decide((host) => host.label(peer, tidyName(label) || null)),
    remove: (peer, alsoRekey) =>
      decide(async (host) => {
        await host.remove(peer);
        if (alsoRekey) await rekey(host);
      }),
    rekey: () => decide(rekey),
    resetChat: () => decide((host) => host.resetChat()),
  };
}

function viewOf({ governance, peers }: RoomState): HostingView | null {
  if (governance.host === "none") return null;
  return {
    open: governance.open,
    lobby: governance.lobby,
    locked: governance.locked,
    waiting: governance.waiting.map(({ id, name, note }) => ({ id, name, note })),
    people: peers.map(({ member: { id, name, role, status } }) => ({
      id,
      name,
      role,
      speaks: status.microphone,
    })),
  };
}

function reason({ code }: RoomError): string | undefined {
  const t = hostTexts();
  switch (code) {
    case "not-host":
    case "left":
      return t.notHost;
    case "no-such-peer":
      return t.gone;
    case "bad-label":
      return say(t.badRole, { max: LABEL_MAX });
    default:
      return undefined;
  }
}
