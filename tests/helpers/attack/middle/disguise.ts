import { type SeatClaim, takeSeat } from "../../../../lib/room/policy/seat.ts";
import { type Provable, withProof } from "../../../../lib/room/policy/seat_proofs.ts";
import type { PeerId } from "../../../../lib/wire/fields.ts";
import type { Envelope, Signal } from "../../../../lib/signal/types.ts";
import { platformSigning, type Signer } from "../../../../lib/trust/mod.ts";
import { parseJson } from "../../../../lib/wire/json.ts";
import { type ControlMessage, controlSchema, type Roster } from "../../../../lib/wire/control.ts";
import { makeCertificate, type OwnCertificate } from "./leg.ts";

/**
 * Whether what the victims claim is passed on as it is, or each gets to see an invention of the
 * attacker's in the place of the other, and compares its code with that.
 */
export type Manner = "passes-on" | "takes-part";

/**
 * Whom the attacker plays towards one victim: everybody else, under a certificate and by a seat of his
 * own. He holds no key of anybody else's seat, and so signs by his own whatever he says for others.
 */
export class Disguise {
  readonly #claims = new Map<PeerId, Promise<SeatClaim>>();
  #signed = 0;

  private constructor(
    readonly scope: string,
    readonly manner: Manner,
    readonly own: OwnCertificate,
    readonly signer: Signer,
  ) {}

  static async invent(scope: string, manner: Manner): Promise<Disguise> {
    const [own, signer] = await Promise.all([makeCertificate(), platformSigning.newSigner()]);
    return new Disguise(scope, manner, own, signer);
  }

  /** The victim finds itself listed as it is: its own claim stays. */
  spare(victim: PeerId, { seat, certificate, proof, pass }: SeatClaim): void {
    this.#claims.set(victim, Promise.resolve({ seat, certificate, proof, pass }));
  }

  sign(envelope: Envelope, signal: Provable): Promise<Signal> {
    return withProof(this.scope, envelope, signal, ++this.#signed, this.signer);
  }

  /** What somebody says of themselves, as the victim gets to hear it: id, name and status stay. */
  async claimed<Said extends SeatClaim>(id: PeerId, said: Said): Promise<Said> {
    if (this.manner === "passes-on") return said;
    const claim = this.#claims.get(id) ??
      takeSeat(this.signer, this.scope, id, this.own.fingerprint);
    this.#claims.set(id, claim);
    // The host's pass is for another seat.
    return { ...said, pass: undefined, ...await claim };
  }

  async listed(roster: Roster): Promise<Roster> {
    const members = await Promise.all(roster.members.map((one) => this.claimed(one.id, one)));
    return { ...roster, members };
  }

  /** A text of the control channel, as the victim gets to hear it. */
  async retold(speaker: PeerId, text: string): Promise<string> {
    const message = parseJson(controlSchema, text);
    return message === null ? text : JSON.stringify(await this.#retold(speaker, message));
  }

  async #retold(speaker: PeerId, message: ControlMessage): Promise<ControlMessage> {
    switch (message.t) {
      case "hello":
        return { ...message, hello: await this.claimed(speaker, message.hello) };
      case "met":
        return { ...message, member: await this.claimed(message.member.id, message.member) };
      case "welcome":
      case "roster":
      case "merge":
        return { ...message, roster: await this.listed(message.roster) };
      default:
        return message;
    }
  }
}
