import { hex } from "../../../../lib/env/bytes.ts";
import { Emitter } from "../../../../lib/env/emitter.ts";
import { Content } from "../../../../lib/content/mod.ts";
import type { Channel, Link } from "../../../../lib/link/mod.ts";
import type { Transport } from "../../../../lib/mod.ts";
import { signedText } from "../../../../lib/content/line_signature.ts";
import type { RoomEvents } from "../../../../lib/room/types.ts";
import type { ChatLine } from "../../../../lib/content/types.ts";
import type { Signer, Signing } from "../../../../lib/trust/signing.ts";
import { idealSigning } from "../../../helpers/simulation/ideal_signing.ts";
import type { SeededRandom } from "../../../helpers/simulation/random.ts";
import { until } from "../../../helpers/until.ts";
import { HandClock } from "../../session/session_helpers.ts";

export const SCOPE = "harbour?";

/** A line for everyone, as its author says it, and what stands for the author. */
export interface SignedLine {
  readonly author: string;
  readonly seat: string;
  readonly n: number;
  readonly text: string;
  readonly name: string;
  readonly at: number;
  readonly clock: number;
  readonly epoch: number;
  readonly signature: string;
}

/** Somebody who can sign lines, and say them or others. */
export interface Writer {
  readonly id: string;
  readonly name: string;
  readonly signer: Signer;
  /** A line of theirs, signed as it stands, in this room or another. */
  line(text: string, changes?: Partial<SignedLine>, scope?: string): Promise<SignedLine>;
}

/** One member's content, and the people around it. */
export class Table {
  readonly clock = new HandClock();
  readonly signing: Signing & { signer(): Signer };
  readonly here = new Map<string, Writer>();
  readonly gone = new Map<string, Writer>();
  readonly muted = new Set<string>();
  readonly said: { to: string; text: string }[] = [];
  readonly events = new Emitter<RoomEvents>();
  readonly told: ChatLine[] = [];
  readonly self: Writer;
  readonly content: Content;
  sign: Signer["sign"] = (message) => this.self.signer.sign(message);
  epoch = 0;

  constructor(readonly random: SeededRandom) {
    this.signing = idealSigning(random.bytes);
    this.self = this.writer("Self");
    this.events.on("chat", (line) => void this.told.push(line));
    this.content = new Content({
      self: this.self.id,
      seat: this.self.signer.publicKey,
      sign: (message) => this.sign(message),
      signing: this.signing,
      scope: SCOPE,
      clock: this.clock,
      send: (to, text) => void this.said.push({ to, text }),
      onChat: (line) => this.events.emit("chat", line),
      onMessage: (message) => this.events.emit("message", message),
      changed: () => {},
      members: () => [...this.here.keys()],
      seatOf: (author) => {
        const known = [this.self, ...this.here.values(), ...this.gone.values()]
          .find(({ id }) => id === author);
        return known === undefined ? null : { seat: known.signer.publicKey, name: known.name };
      },
      nameOf: (seat) =>
        [this.self, ...this.here.values(), ...this.gone.values()]
          .find(({ signer }) => signer.publicKey === seat)?.name ?? null,
      epoch: () => this.epoch,
      withheld: () => false,
      mayWrite: (seat) => !this.muted.has(seat),
    });
  }

  /** Somebody of whom this member has not heard. */
  writer(name: string): Writer {
    const [id, signer] = [hex(this.random.bytes(16)), this.signing.signer()];
    let count = 0;
    return {
      id,
      name,
      signer,
      line: async (text, changes = {}, scope = SCOPE) => {
        const n = count++;
        const at = this.clock.now();
        const said = {
          author: id,
          seat: signer.publicKey,
          n,
          text,
          name,
          at,
          clock: n + 1,
          epoch: 0,
        };
        const line = { ...said, ...changes };
        return { ...line, signature: await signer.sign(signedText(scope, line)) };
      },
    };
  }

  /** Somebody who is in the room. */
  come(name: string): Writer {
    const writer = this.writer(name);
    this.here.set(writer.id, writer);
    return writer;
  }

  leave(writer: Writer): void {
    this.here.delete(writer.id);
    this.gone.set(writer.id, writer);
  }

  hear(from: Writer, message: object): void {
    this.content.onText(from.id, JSON.stringify(message));
  }

  /** Somebody says a line of their own; in the message stands no author. */
  says(writer: Writer, { author: _, ...line }: SignedLine): void {
    this.hear(writer, { t: "chat", ...line });
  }

  passesOn(carrier: Writer, ...lines: object[]): void {
    for (let at = 0; at < lines.length; at += 50) {
      this.hear(carrier, { t: "history", lines: lines.slice(at, at + 50) });
    }
  }

  /** Waits until all that this member was told by these is looked at: their next honest line shows. */
  async heardAll(...writers: Writer[]): Promise<void> {
    for (const writer of writers) {
      const text = `that was ${this.told.length} of ${writer.id}`;
      this.says(writer, await writer.line(text));
      await until(text, () => this.told.some((line) => line.text === text), { every: 1 });
    }
  }

  get texts(): string[] {
    return this.content.lines.map(({ text }) => text).filter((text) =>
      !text.startsWith("that was ")
    );
  }

  find(text: string): ChatLine | undefined {
    return this.content.lines.find((line) => line.text === text);
  }
}

/** A way onto a bus by which one can also say what the engine would not. */
export function loudOn(bus: Transport): {
  readonly transport: Transport;
  say(channel: Channel, message: object): void;
} {
  const links = new Set<Link>();
  return {
    say(channel, message) {
      for (const link of links) if (link.ready) link.send(channel, JSON.stringify(message));
    },
    transport: {
      async attach() {
        const { broker, links: honest } = await bus.attach();
        const create: typeof honest.create = (options) => {
          const link = honest.create(options);
          links.add(link);
          return link;
        };
        return { broker, links: { ...honest, create } };
      },
    },
  };
}
