import type { ControlMessage, Roster, RosterMember } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Governance } from "../policy/governance.ts";
import type { PeerId } from "../../wire/fields.ts";

export interface ControlSenderOptions {
  readonly self: () => RosterMember;
  /** Everyone else who is there. */
  readonly others: () => readonly RosterMember[];
  readonly roster: () => Roster | null;
  readonly governance: Governance;
  readonly mesh: Mesh;
}

/** What members tell each other of who is here and what the host decided. */
export class ControlSender {
  /** The policy that we passed on last. */
  #passedOn = "";

  constructor(readonly options: ControlSenderOptions) {}

  send(peer: PeerId, message: ControlMessage): void {
    this.options.mesh.sendControl(peer, JSON.stringify(message));
  }

  /** Says the same to everyone else. */
  tell(message: ControlMessage): void {
    for (const member of this.options.others()) this.send(member.id, message);
  }

  /** Everyone gets the roster. */
  publish(except?: PeerId): void {
    for (const { id } of this.options.others()) if (id !== except) this.sendRoster(id);
  }

  sendRoster(peer: PeerId): void {
    const roster = this.options.roster();
    if (roster !== null) this.send(peer, { t: "roster", roster });
  }

  /** Everyone hears what is new of ourselves. */
  sayStatus(): void {
    for (const { id } of this.options.others()) this.sayStatusTo(id);
  }

  sayStatusTo(peer: PeerId): void {
    const { rev, name, status } = this.options.self();
    this.send(peer, { t: "status", rev, name, status });
  }

  /** The newest word of the host, for one. */
  sendPolicy(peer: PeerId): void {
    const { signed } = this.options.governance;
    if (signed !== null) this.send(peer, { t: "policy", signed });
  }

  /** The host may not reach everyone whom we reach: what is new of it goes on, once. */
  passOn(): void {
    const { signed } = this.options.governance;
    if (signed === null || signed.policy === this.#passedOn) return;
    this.#passedOn = signed.policy;
    this.tell({ t: "policy", signed });
  }
}
