import { hex, lengthPrefixed, utf8 } from "../../env/bytes.ts";
import type { Clock, Random } from "../../env/mod.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import { SealMemory } from "../../trust/seal_memory.ts";
import type { PublicKeyText, Signer, Signing } from "../../trust/signing.ts";
import { type Act, type Command, commandSchema, type SignedCommand } from "../../wire/command.ts";
import { parseJson } from "../../wire/json.ts";
import type { Seated } from "./policy.ts";
import type { PeerId } from "../../wire/fields.ts";

/** How old a command may be, and how far ahead of our clock, in milliseconds. */
export const COMMAND_AGE_MS = 120_000;
export const COMMAND_AHEAD_MS = 60_000;

/** Why a command was not obeyed. */
export type CommandRefusal =
  | "malformed"
  | "not-host"
  | "bad-signature"
  | "wrong-room"
  | "wrong-certificate"
  | "wrong-seat"
  | "stale"
  | "replayed";

/** A command that nobody obeys. It is counted, and nothing else happens. */
export class CommandRefused extends Error {
  override readonly name = "CommandRefused";
  constructor(readonly code: CommandRefusal) {
    super(`command refused: ${code}`);
  }
}

/** What a command is made with. */
export interface CommandMaking {
  readonly room: PeerId;
  readonly seat: PublicKeyText;
  readonly by: Fingerprint | null;
  readonly clock: Clock;
  readonly random: Random;
  /** The host's key; null for a host by name. */
  readonly signer: Signer | null;
}

/** Makes a command for the room as it is now: to be obeyed once, and soon. */
export async function makeCommand(act: Act, making: CommandMaking): Promise<SignedCommand> {
  const { room, seat, by, clock, random, signer } = making;
  const command: Command = {
    room,
    seat,
    by,
    at: Math.trunc(clock.now()),
    nonce: hex(random(16)),
    act,
  };
  const text = JSON.stringify(command);
  return { command: text, signature: await signer?.sign(commandText(text)) ?? null };
}

/** What a command is held against. */
export interface CommandGateOptions {
  /** The room's address now. */
  readonly room: () => PeerId;
  /** The host's key; null where the host goes by name. */
  readonly key: PublicKeyText | null;
  readonly signing: Signing;
  readonly clock: Clock;
}

/** Decides which commands are obeyed: each once, soon, here, and from the seat and certificate that it names. */
export class CommandGate {
  readonly #used = new SealMemory();

  constructor(readonly options: CommandGateOptions) {}

  /** Reads a command of this sender's. Throws `CommandRefused`. */
  async read(signed: SignedCommand, { seat, certificate }: Seated): Promise<Act> {
    const { room, key, signing, clock } = this.options;
    const command = parseJson(commandSchema, signed.command);
    if (command === null) throw new CommandRefused("malformed");
    if (key !== null) {
      const { signature } = signed;
      const holds = signature !== null &&
        await signing.verify(key, commandText(signed.command), signature);
      if (!holds) throw new CommandRefused("bad-signature");
    }
    if (command.room !== room()) throw new CommandRefused("wrong-room");
    // Where platforms show no certificates, the seat alone says that nobody says it after the host.
    if (command.seat !== seat) throw new CommandRefused("wrong-seat");
    if (command.by !== certificate) throw new CommandRefused("wrong-certificate");
    const now = clock.now();
    const oldest = now - COMMAND_AGE_MS;
    if (command.at < oldest || command.at > now + COMMAND_AHEAD_MS) {
      throw new CommandRefused("stale");
    }
    // There is one host; who it is was settled by its key, or its name.
    const remembered = this.#used.remember("host", command.nonce, command.at, oldest, now);
    if (remembered !== "new") {
      throw new CommandRefused(remembered === "seen" ? "replayed" : "stale");
    }
    return command.act;
  }
}

function commandText(text: string) {
  return lengthPrefixed(utf8("kibitz/v1/command"), utf8(text));
}
