import type { Act } from "../../wire/command.ts";
import type { Roster } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Governance } from "../policy/governance.ts";
import type { LinkKeys, RoomLock } from "../link_keys.ts";
import { may } from "../policy/policy.ts";
import type { Membership } from "../members/membership.ts";
import type { Member } from "../types.ts";
import type { PeerId } from "../../wire/fields.ts";
import { memberView } from "../members/member_view.ts";

export interface HostEffectsOptions {
  readonly self: PeerId;
  readonly governance: Governance;
  readonly membership: () => Membership;
  readonly mesh: Mesh;
  readonly keys: LinkKeys;
  readonly lockFor: (key: string) => Promise<RoomLock>;
  /** Whether the room was left. */
  readonly left: () => boolean;
  readonly muteAsked: (host: Member) => void;
  readonly rekeyed: (key: string) => void;
  readonly changed: () => void;
}

/** What a member does about the host's word: holds people to their seats, and acts on commands. */
export class HostEffects {
  constructor(readonly options: HostEffectsOptions) {}

  mayWrite(author: PeerId): boolean {
    const seat = this.options.membership().member(author)?.seat;
    return seat === undefined || may(this.options.governance.policy, seat, "send-chat");
  }

  /** Whether what the host decided, as far as we know, lets us into this room, and by this door. */
  mayTake(roster: Roster): boolean {
    const { coordinator, members, session } = roster;
    const { self, governance } = this.options;
    // A host decides anew for whatever room it is in.
    if (!governance.isHost(self) && this.isAnother(roster)) return false;
    return governance.begunByHost(session, members) &&
      members.filter(({ id }) => id === self || id === coordinator)
        .every((member) => governance.mayBeHere(member));
  }

  /** Whether this is another room than the one for which the host decided what binds us. */
  isAnother({ session }: Roster): boolean {
    return !this.options.governance.mayEnter(session);
  }

  /** Tells the one who let us in of the policy by which we may not come in there. */
  object(): void {
    const { governance: { signed }, mesh, keys } = this.options;
    if (signed === null) return;
    mesh.sendControl(keys.address, JSON.stringify({ t: "policy", signed }));
  }

  /** Lanes that the host took from us go silent. */
  fallSilent(): void {
    const { governance: { policy }, mesh } = this.options;
    const membership = this.options.membership();
    const { seat, name, status } = membership.self;
    const [maySpeak, mayShow] = [may(policy, seat, "speak"), may(policy, seat, "show")];
    const next = {
      microphone: status.microphone && maySpeak,
      camera: status.camera && mayShow,
      screen: status.screen && mayShow,
    };
    const lanes = (["microphone", "camera", "screen"] as const)
      .filter((lane) => status[lane] && !next[lane]);
    if (lanes.length === 0) return;
    membership.say({ name, status: next });
    for (const lane of lanes) void mesh.setTrack(lane, null);
    if (!mayShow) void mesh.setTrack("screen-audio", null);
  }

  async obey(host: PeerId, act: Exclude<Act, { do: "policy" }>): Promise<void> {
    const { governance, keys, muteAsked, changed } = this.options;
    const membership = this.options.membership();
    switch (act.do) {
      case "host":
        membership.admission.hostCame(host);
        return changed();
      case "deny":
        return membership.admission.deny(act.guest);
      case "mute": {
        const member = membership.member(host);
        return member && muteAsked(memberView(member, governance));
      }
      case "rekey":
        if (act.generation > keys.generation) await this.rekey(act.key, act.generation);
    }
  }

  /** The room goes on at another address, under another key; whoever has the old link finds nobody. */
  async rekey(key: string, generation: number): Promise<void> {
    const { keys, lockFor, left, rekeyed, changed } = this.options;
    const membership = this.options.membership();
    const lock = await lockFor(key);
    if (left()) return;
    keys.change(lock, generation, membership.expected().map(({ id }) => id));
    membership.moved();
    for (const { id } of membership.others()) this.sayKeyed(id);
    rekeyed(key);
    changed();
  }

  /** Tells a member which key we use, where it was ever changed. */
  sayKeyed(peer: PeerId): void {
    const { keys: { generation }, mesh } = this.options;
    if (generation === 0) return;
    mesh.sendControl(peer, JSON.stringify({ t: "keyed", generation }));
  }
}
