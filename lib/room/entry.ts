import type { Clock } from "../env/mod.ts";
import { JoinError } from "../errors.ts";
import type { LinkState } from "../link/mod.ts";
import type { Hello, Presence as PresenceMessage, Refusal, Roster } from "../wire/presence.ts";
import type { Connections } from "./connections.ts";
import type { FrontDoor } from "./front_door.ts";
import { findMember, type Newcomer } from "./roster.ts";
import type { RoomPhase } from "./types.ts";

/** How long one coordinator may take to answer, and how long a join may take in all, in milliseconds. */
const ANSWER_MS = 12_000;
const JOIN_MS = 40_000;
/** How long those who move leave the address alone, in milliseconds. */
const LEAVE_ADDRESS_MS = 8_000;
/** Milliseconds between attempts, while the room changes hands. */
const AGAIN_MS = 250;

export interface EntryOptions {
  readonly self: Newcomer;
  readonly address: string;
  /**
   * False for those who were in: for a while they dial, and leave the address to its holder; and they
   * try for as long as it takes.
   */
  readonly mayFound: boolean;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly door: FrontDoor;
  readonly step: (phase: RoomPhase) => void;
  /** How many signals were refused so far, because they were forged, altered or sent again. */
  readonly refused: () => number;
  /** Takes the seat at once: what follows the welcome on the same connection is for a member. */
  readonly seat: (roster: Roster) => void;
}

/** How an entry ended: with the address ours, or with a seat in a room that is there. */
export type Entered = "founder" | "member";

/** How one attempt ended: with the address ours, or with what its holder said. */
type Answer =
  | { readonly name: "claimed" }
  | { readonly name: "welcome" }
  | { readonly name: "refused"; readonly code: Refusal }
  | { readonly name: "nobody" };

/** Claim-or-join: who claims the address first founds the room; everyone else dials it and asks. */
export class Entry {
  #answer: ((answer: Answer) => void) | null = null;
  #aborted: JoinError | null = null;

  readonly #since: number;

  constructor(readonly options: EntryOptions) {
    this.#since = options.clock.now();
  }

  /**
   * Throws `JoinError`: "room-full", "refused", "no-answer", "tampered", "aborted", or what the
   * broker throws.
   */
  async run(): Promise<Entered> {
    const { clock, mayFound } = this.options;
    const deadline = mayFound ? clock.now() + JOIN_MS : Infinity;
    while (clock.now() < deadline) {
      const refusedBefore = this.options.refused();
      const tampered = () => this.options.refused() > refusedBefore;
      const answer = await this.#attempt(tampered);
      this.#throwIfAborted();
      if (answer.name === "claimed") return "founder";
      if (answer.name === "welcome") return "member";
      if (answer.name === "refused") throw refusal(answer.code);
      if (tampered()) {
        throw new JoinError("tampered", "the only answers that came were forged or altered");
      }
      await this.#pause();
      this.#throwIfAborted();
    }
    throw new JoinError("no-answer", "the address is taken, but nobody there answers");
  }

  /** Takes in what the coordinator says before we are in. */
  receive(message: PresenceMessage): void {
    if (message.t === "welcome" && this.#answer !== null) {
      // A welcome without a seat for us is no welcome; the answer's time runs on.
      if (findMember(message.roster, this.options.self.id) === undefined) return;
      // Before the seat is taken: what follows the welcome may make us claim the address ourselves.
      this.options.door.close();
      this.options.seat(message.roster);
      this.#answered({ name: "welcome" });
    }
    if (message.t === "refused") this.#answered({ name: "refused", code: message.code });
  }

  /** What we say of ourselves to the coordinator. */
  hello(): Hello {
    const { name, status } = this.options.self;
    return { v: 1, name, status };
  }

  linkChanged(state: LinkState): void {
    const { address, connections, step } = this.options;
    if (state.name === "connected") {
      step({ name: "joining", step: "asking" });
      connections.sendControl(address, JSON.stringify({ t: "hello", hello: this.hello() }));
    }
    if (state.name === "failed" || state.name === "closed") this.#answered({ name: "nobody" });
  }

  /** The broker says that nobody holds the address any more. */
  expired(): void {
    this.#answered({ name: "nobody" });
  }

  abort(error: JoinError): void {
    this.#aborted = error;
    this.#answered({ name: "nobody" });
  }

  /** Claims the address and dials it at the same time: whichever is answered first decides. */
  async #attempt(tampered: () => boolean): Promise<Answer> {
    const { door, step, mayFound } = this.options;
    if (!this.#claims()) return await this.#dial();
    step({ name: "joining", step: "claiming" });
    // The claim goes first: its way over the network is the longer one.
    const claim = door.claim().then((claimed) => {
      if (claimed) this.#answered({ name: "claimed" });
      else step({ name: "joining", step: "dialling" });
      return claimed;
    });
    const dialling = this.#dial();
    // When the broker can't be reached, the claim says so; no answer will come.
    claim.catch(() => this.#answered({ name: "nobody" }));
    const answer = await dialling;
    if (answer.name === "welcome") return answer;
    if (answer.name === "refused" || this.#aborted !== null) {
      door.close();
      return answer;
    }
    try {
      if (await claim) return { name: "claimed" };
    } catch (error) {
      if (mayFound || !(error instanceof JoinError)) throw error;
      return answer;
    }
    if (tampered()) return answer;
    // Nobody was there when we dialled, but somebody claimed the address before us.
    return await this.#dial();
  }

  #claims(): boolean {
    const { mayFound, clock } = this.options;
    return mayFound || clock.now() - this.#since > LEAVE_ADDRESS_MS;
  }

  /** Dials the address, and resolves with the first answer of any kind. */
  async #dial(): Promise<Answer> {
    const { self, address, clock, connections } = this.options;
    const answer = new Promise<Answer>((resolve) => this.#answer = resolve);
    const cancel = clock.after(ANSWER_MS, () => this.#answered({ name: "nobody" }));
    connections.dial(address, self.id, false);
    const answered = await answer;
    cancel();
    if (answered.name !== "welcome") connections.drop(address);
    return answered;
  }

  #answered(answer: Answer): void {
    this.#answer?.(answer);
    this.#answer = null;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.options.clock.after(AGAIN_MS, resolve));
  }

  #throwIfAborted(): void {
    if (this.#aborted !== null) throw this.#aborted;
  }
}

function refusal(code: Refusal): JoinError {
  return code === "full"
    ? new JoinError("room-full", "the room has as many people as it takes")
    : new JoinError("refused", "the room runs another version of the protocol");
}
