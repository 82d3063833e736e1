import { systemClock, systemRandom } from "../../../../lib/env/mod.ts";
import {
  createGroupVerification,
  createPairVerification,
  type Fingerprint,
  type GroupVerification,
  type PairVerification,
} from "../../../../lib/trust/mod.ts";
import { type VerifyMessage, verifyMessageSchema } from "../../../../lib/wire/verify.ts";
import type { Leg } from "./leg.ts";

/** The codes that one victim gets to see; null while there is none. */
export interface LegCodes {
  readonly pair: string | null;
  readonly group: string | null;
}

/**
 * The comparison with one victim, run by the rules, with the attacker's certificate as the other
 * end's: the best that a middle can do whose own commit must be out before it sees a nonce.
 */
export class LegComparison {
  #pair: PairVerification | null = null;
  #group: GroupVerification | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(readonly room: string, readonly leg: Leg) {}

  get codes(): LegCodes {
    const pair = this.#pair?.state;
    const group = this.#group?.state;
    return {
      pair: pair?.name === "code" ? pair.code.digits : null,
      group: group?.name === "code" ? group.code.digits : null,
    };
  }

  receive(text: string): void {
    const message = verifyMessageSchema.parse(JSON.parse(text));
    this.#turn = this.#turn.then(() => this.#take(message));
  }

  close(): void {
    this.#pair?.close();
    this.#group?.close();
  }

  async #take(message: VerifyMessage): Promise<void> {
    const victim = await this.leg.victim();
    if (message.t === "group-commit" || message.t === "group-reveal") {
      return void this.#groupFor(message.epoch, victim).onMessage("victim", message);
    }
    this.#pair ??= createPairVerification({
      room: this.room,
      self: this.leg.own,
      peer: victim,
      random: systemRandom,
      clock: systemClock,
      send: (answer) => this.leg.send("verify", JSON.stringify(answer)),
      changed: () => {},
    });
    void this.#pair.onMessage(message);
  }

  /** Follows the victim from one of its epochs to the next. */
  #groupFor(epoch: number, victim: Fingerprint): GroupVerification {
    const members = [{ id: "victim", fingerprint: victim }];
    this.#group ??= createGroupVerification({
      room: this.room,
      epoch,
      self: { id: "attacker", fingerprint: this.leg.own },
      members,
      random: systemRandom,
      send: (_, answer) => this.leg.send("verify", JSON.stringify(answer)),
      changed: () => {},
    });
    if (epoch > this.#group.state.epoch) this.#group.next(epoch, members);
    return this.#group;
  }
}
