import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Member, PeerId, PeerView, Room, RoomState } from "../../lib/mod.ts";
import { withholdsMedia } from "../../lib/trust/trust_state.ts";
import { listed } from "../../texts/mod.ts";
import { lastingTrust } from "./shield.ts";

/** People of whom one thing holds. */
export interface People {
  readonly names: string;
  readonly count: number;
}

/** Somebody who is to be verified again. */
export interface ChangedPerson {
  readonly peer: PeerId;
  readonly name: string;
}

/** What stays over the stage for as long as it holds, whatever panel is open. */
export interface TrustBars {
  /** Those to whom nothing of ours goes; null for nobody. */
  readonly stopped: ReadonlySignal<People | null>;
  /** Those whose browsers send us nothing; null for nobody. */
  readonly halted: ReadonlySignal<People | null>;
  /** Those with another certificate than before, until that is dealt with: also once they have left. */
  readonly changed: ReadonlySignal<readonly ChangedPerson[]>;
  dismiss(peer: PeerId): void;
  /** Begins to follow a call; the answer stops it. */
  watch(room: Pick<Room, "on">): () => void;
}

/** Makes the bars over a room's state. */
export function createTrustBars(state: ReadonlySignal<RoomState | null>): TrustBars {
  const changed = signal<readonly ChangedPerson[]>([]);
  const those = (holds: (peer: PeerView) => boolean) =>
    computed(() => people((state.value?.peers ?? []).filter(holds)));

  return {
    stopped: those(({ trust }) => withholdsMedia(trust.state)),
    halted: those(({ halted }) => halted),
    changed: computed(() => changed.value),
    dismiss(peer) {
      changed.value = changed.value.filter((one) => one.peer !== peer);
    },
    watch(room) {
      const stops = [
        room.on("certificate-changed", ({ id, name }: Member) => {
          changed.value = [...changed.value.filter(({ peer }) => peer !== id), { peer: id, name }];
        }),
        effect(() => {
          const peers = state.value?.peers ?? [];
          untracked(() => {
            const open = changed.value.filter((one) => !dealtWith(one, peers));
            if (open.length < changed.value.length) changed.value = open;
          });
        }),
      ];
      return () => {
        for (const stop of stops) stop();
        changed.value = [];
      };
    },
  };
}

/**
 * Whether something was said of this person's certificate since. Of somebody who has left, nothing can
 * be said; that the one who was verified is there again under their name settles it.
 */
function dealtWith({ peer, name }: ChangedPerson, peers: readonly PeerView[]): boolean {
  const here = peers.find(({ member }) => member.id === peer);
  if (here !== undefined) {
    const said = lastingTrust(here.trust.state).name;
    return said === "compared" || said === "differ";
  }
  return peers.some(({ member, trust }) => member.name === name && trust.state.name === "compared");
}

function people(peers: readonly PeerView[]): People | null {
  return peers.length === 0
    ? null
    : { names: listed(peers.map(({ member }) => member.name)), count: peers.length };
}
