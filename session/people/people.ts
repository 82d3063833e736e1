import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, Diagnostics, PeerId, PeerView, Room, RoomState } from "../../lib/mod.ts";
import { hueOf, initials } from "../names.ts";
import { namesakes } from "./namesakes.ts";
import { lastingTrust, type ShieldName, type ShieldTone, TONE } from "../verify/shield.ts";
import type { Hearing, Volumes } from "./volumes.ts";

/** Milliseconds between two looks at every connection while the panel is open. */
export const LOOK_MS = 2_000;

/** How good a connection is. "unknown": not measured yet; "none": there is none just now. */
export type Quality = "good" | "fair" | "poor" | "none" | "unknown";

/** From these on a connection is fair, or poor: loss in percent, round trip in milliseconds. */
const FROM = { fair: { loss: 2, roundTrip: 250 }, poor: { loss: 8, roundTrip: 600 } } as const;

/** One person, as the panel shows them. */
export interface PersonView {
  readonly peer: PeerId;
  readonly self: boolean;
  readonly name: string;
  /** Tells them from others of this name; null where nobody else has it. */
  readonly namesake: number | null;
  readonly initials: string;
  readonly hue: number;
  readonly host: boolean;
  /** What the host calls their role; null for none. */
  readonly role: string | null;
  readonly muted: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  /** Null for oneself. */
  readonly other: OtherView | null;
}

/** What there is to say of somebody else: the connection, the code, and how they are heard here. */
export interface OtherView {
  readonly quality: Quality;
  readonly diagnostics: Diagnostics | null;
  /** Whether the numbers are shown. */
  readonly open: boolean;
  readonly trust: ShieldName;
  readonly tone: ShieldTone;
  readonly hearing: Hearing;
}

/** The people panel's store. */
export interface People {
  readonly rows: ReadonlySignal<readonly PersonView[]>;
  /** Shows or hides the numbers of one connection. */
  toggleNumbers(peer: PeerId): void;
  setHearing(name: string, change: Partial<Hearing>): void;
  /** Begins to measure, for as long as the panel is open; the answer stops it. */
  watch(): () => void;
}

/** What it stands on. */
export interface PeopleOptions {
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly volumes: Volumes;
  readonly clock: Clock;
}

/** Makes the store. */
export function createPeople({ room, state, volumes, clock }: PeopleOptions): People {
  const found = signal<ReadonlyMap<PeerId, Diagnostics>>(new Map());
  const open = signal<ReadonlySet<PeerId>>(new Set());

  async function look(asked: Room): Promise<void> {
    const peers = asked.state.peers.filter(({ link }) => link.name === "connected");
    const all = await Promise.all(
      peers.map(async ({ member }) => [member.id, await asked.diagnose(member.id)] as const),
    );
    if (room.peek() !== asked) return;
    found.value = new Map(all.flatMap(([id, one]) => one === null ? [] : [[id, one]]));
  }

  return {
    rows: computed(() => {
      const now = state.value;
      if (now === null) return [];
      const { self } = now;
      const numbers = namesakes([self, ...now.peers.map(({ member }) => member)]);
      const other = (peer: PeerView): OtherView => {
        const trust = lastingTrust(peer.trust.state).name;
        const diagnostics = found.value.get(peer.member.id) ?? null;
        return {
          quality: qualityOf(peer, diagnostics),
          diagnostics,
          open: open.value.has(peer.member.id),
          trust,
          tone: TONE[trust],
          hearing: volumes.of.value(peer.member.name),
        };
      };
      return [
        rowOf(self, numbers, null),
        ...now.peers.map((peer) => rowOf(peer.member, numbers, other(peer))),
      ];
    }),
    toggleNumbers(peer) {
      const next = new Set(open.value);
      if (!next.delete(peer)) next.add(peer);
      open.value = next;
    },
    setHearing: volumes.set,
    watch: () =>
      effect(() => {
        const asked = room.value;
        if (asked === null) return;
        let cancel = () => {};
        let over = false;
        const round = async () => {
          await look(asked);
          if (!over) cancel = clock.after(LOOK_MS, round);
        };
        void round();
        return () => {
          over = true;
          cancel();
        };
      }),
  };
}

function rowOf(
  { id, name, status, host, role }: RoomState["self"],
  numbers: ReadonlyMap<PeerId, number>,
  other: OtherView | null,
): PersonView {
  return {
    peer: id,
    self: other === null,
    name,
    namesake: numbers.get(id) ?? null,
    initials: initials(name),
    hue: hueOf(id),
    host,
    role,
    muted: !status.microphone,
    camera: status.camera,
    screen: status.screen,
    other,
  };
}

/** How good a connection is, by its loss and its round trip; the worse of the two counts. */
export function qualityOf(
  { link }: Pick<PeerView, "link">,
  diagnostics: Pick<Diagnostics, "loss" | "roundTrip"> | null,
): Quality {
  if (link.name !== "connected") return "none";
  if (diagnostics === null || diagnostics.roundTrip === null) return "unknown";
  const { loss, roundTrip } = diagnostics;
  const beyond = (from: (typeof FROM)["fair" | "poor"]) =>
    (loss ?? 0) >= from.loss || roundTrip >= from.roundTrip;
  return beyond(FROM.poor) ? "poor" : beyond(FROM.fair) ? "fair" : "good";
}
