import type { Channel } from "../../../../lib/link/types.ts";
import type { Provable } from "../../../../lib/room/policy/seat_proofs.ts";
import type { PeerId } from "../../../../lib/wire/fields.ts";
import { type Envelope, type Signal, SIGNAL_TYPE } from "../../../../lib/signal/types.ts";
import type { Hello } from "../../../../lib/wire/control.ts";
import { LegComparison } from "./comparison.ts";
import { Disguise, type Manner } from "./disguise.ts";
import { Leg } from "./leg.ts";

type Offer = Signal & { readonly kind: "offer" };
type Answer = Signal & { readonly kind: "answer" };

export interface BetweenOptions {
  readonly room: string;
  /** What claims and signatures are for: the room beyond a change of its key. */
  readonly scope: string;
  readonly address: PeerId;
  readonly manner: Manner;
  readonly send: (envelope: Envelope, signal: Signal) => Promise<void>;
  /** A text was read in passing on a channel for presence or content. */
  readonly overheard: (text: string) => void;
}

/** One victim: the connection to them, whom the attacker plays on it, and their comparison. */
export interface Side {
  readonly leg: Leg;
  readonly disguise: Disguise;
  readonly comparison: LegComparison;
}

/**
 * One introduction of a newcomer to a room, with the attacker in the middle: he dials the founder as
 * the newcomer, and answers the newcomer as the room.
 */
export class Between {
  readonly founder: Side;
  readonly newcomer: Side;
  #hello: Hello | undefined;
  /** What the room's answer says to the newcomer; the answer waits for it. */
  readonly #reply = Promise.withResolvers<Answer["reply"]>();
  #telling: Promise<void> = Promise.resolve();

  private constructor(
    readonly options: BetweenOptions,
    readonly id: PeerId,
    readonly offer: Offer,
    towardsFounder: Disguise,
    towardsNewcomer: Disguise,
  ) {
    const { address } = options;
    if (offer.hello !== undefined) towardsNewcomer.spare(id, offer.hello);
    this.founder = this.#side(towardsFounder, id, address, () => this.newcomer);
    this.newcomer = this.#side(towardsNewcomer, address, id, () => this.founder);
  }

  static async step(options: BetweenOptions, id: PeerId, offer: Offer): Promise<Between> {
    const { scope, manner } = options;
    const [one, other] = await Promise.all([
      Disguise.invent(scope, manner),
      Disguise.invent(scope, manner),
    ]);
    const between = new Between(options, id, offer, one, other);
    await between.#begin();
    return between;
  }

  /** A signal of this introduction that a victim sent. */
  take(src: PeerId, signal: Signal): void {
    // What one of them ends, the other sees ended.
    if (signal.kind === "bye") return this.end();
    if (src === this.id) return this.newcomer.leg.accept(signal);
    this.founder.leg.accept(signal);
    if (signal.kind === "answer") this.#reply.resolve(this.#retold(signal.reply));
  }

  end(): void {
    for (const { leg, comparison } of [this.founder, this.newcomer]) {
      comparison.close();
      leg.close();
    }
  }

  async #begin(): Promise<void> {
    const { hello } = this.offer;
    this.#hello = hello && await this.founder.disguise.claimed(this.id, hello);
    this.newcomer.leg.accept(this.offer);
    await this.founder.leg.dial();
  }

  async #retold(reply: Answer["reply"]): Promise<Answer["reply"]> {
    if (reply === undefined || "refused" in reply) return reply;
    return { ...reply, welcome: await this.newcomer.disguise.listed(reply.welcome) };
  }

  #side(disguise: Disguise, src: PeerId, dst: PeerId, other: () => Side): Side {
    let saying = Promise.resolve();
    const leg = new Leg(this.offer.link, disguise.own, {
      signal(signal) {
        saying = saying.then(() => say(signal));
      },
      message: (channel, text) => this.#hear(side, other(), channel, text),
      open: () => void this.#joinMedia(),
      closed: () => this.end(),
    });
    const say = async (signal: Signal) => {
      if (signal.kind === "bye") return;
      const envelope = { type: SIGNAL_TYPE[signal.kind], src, dst };
      const said = await this.#dressed(src, signal);
      await this.options.send(envelope, await disguise.sign(envelope, said));
    };
    const side = { leg, disguise, comparison: new LegComparison(this.options.room, leg) };
    return side;
  }

  /** With what the newcomer says in its offer, and the room in its answer. */
  async #dressed(src: PeerId, signal: Provable): Promise<Provable> {
    if (signal.kind === "offer" && src === this.id) return { ...signal, hello: this.#hello };
    if (signal.kind !== "answer" || src !== this.options.address) return signal;
    return { ...signal, reply: await this.#reply.promise };
  }

  #hear(from: Side, to: Side, channel: Channel, text: string): void {
    const { manner, overheard } = this.options;
    if (channel !== "verify") overheard(text);
    else if (manner === "takes-part") return from.comparison.receive(text);
    this.#telling = this.#telling.then(async () => {
      const told = channel === "control" ? await to.disguise.retold(this.id, text) : text;
      to.leg.send(channel, told);
    });
  }

  async #joinMedia(): Promise<void> {
    const [one, other] = [this.founder.leg, this.newcomer.leg];
    await one.forwardMediaOf(other);
    await other.forwardMediaOf(one);
  }
}
