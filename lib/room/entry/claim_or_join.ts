import type { Clock, Random } from "../../env/mod.ts";
import { JoinError } from "../../errors.ts";
import type { LinkState } from "../../link/mod.ts";
import type { ControlMessage, Hello, Refusal, Roster } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { AddressClaim } from "./address_claim.ts";
import { findMember, type Newcomer } from "../roster.ts";
import type { JoinStep, RoomPhase } from "../types.ts";

/**
 * Milliseconds without any sign of a coordinator, after which its page may be gone: it is dialled
 * anew, for another may have taken its place.
 */
const UNHEARD_MS = 4_000;
/** How long one coordinator may take to answer, and how long a join may take in all, in milliseconds. */
const ANSWER_MS = 12_000;
const JOIN_MS = 40_000;
/** How long those who move leave the address alone, in milliseconds. */
const LEAVE_ADDRESS_MS = 8_000;
/** Milliseconds in which a coordinator can read the policy that it did not know. */
const OBJECTION_MS = 500;
/**
 * Milliseconds after which whoever is bound by what the host decided gives up on a room that does not
 * know of it: it is another one, at the same address.
 */
const ANOTHER_ROOM_MS = 15_000;
/** Milliseconds between attempts, while the room changes hands. */
const AGAIN_MS = 250;
/**
 * One who can only wait for somebody to begin the room: how long each dial lasts, in milliseconds,
 * which is until the broker says that nobody came; and after how long without an answer they are shown
 * as waiting.
 */
const AWAIT_MS = 6_000;
const AWAY_MS = 1_500;
/** Milliseconds before they dial again, up to a third less at random; the last repeats. */
const DIAL_AGAIN_MS = [1_000, 1_500, 2_200, 3_300, 5_000];

export interface ClaimOrJoinOptions {
  readonly self: Newcomer;
  /** The room's address now. */
  readonly address: () => string;
  /** A line for the host, where newcomers have to be let in. */
  readonly note: string;
  /**
   * False for those who were in: for a while they dial, and leave the address to its holder; and they
   * try for as long as it takes.
   */
  readonly mayFound: boolean;
  /** Whether the room has a host, who can be asked about us. */
  readonly hosted: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly mesh: Mesh;
  readonly addressClaim: AddressClaim;
  readonly step: (phase: RoomPhase) => void;
  /** How many signals were refused so far, because they were forged, altered or sent again. */
  readonly refused: () => number;
  /** Whether what the host decided, as far as we know, lets us into this room. */
  readonly mayTake: (roster: Roster) => boolean;
  /** Whether this is another room than the one for which the host decided what binds us. */
  readonly isAnother: (roster: Roster) => boolean;
  /** Whether we come as the host, who is asked about others and waits for nobody. */
  readonly isHost: () => boolean;
  /** Whether we may begin the room, by its link and by what the host decided as far as we know. */
  readonly mayClaim: () => boolean;
  /** Tells the one who let us in what it can't have known. */
  readonly object: () => void;
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

/**
 * Claim-or-join: who claims the address first founds the room; everyone else dials it and asks. Who
 * may not found it, or was told to wait, dials for as long as it takes until somebody else has.
 */
export class ClaimOrJoin {
  #answer: ((answer: Answer) => void) | null = null;
  #aborted: JoinError | null = null;

  /** Since when the address is left to its holder, by those who leave it. */
  #since: number;
  /** Whether we were told to wait for the host: who is not let in does not begin the room either. */
  #waited = false;
  /** How often in a row nobody was there, and how often we may not sit down with those who were. */
  #vain = 0;
  #declined = 0;
  #cancelPatience = () => {};
  /** Since when every answer was of a room that we may not enter; null where none was. */
  #declinedSince: number | null = null;
  #cancelAway = () => {};
  #cancelPause = () => {};
  /** Whether there was no sign yet of anybody whom we dialled. */
  #unheard = false;

  constructor(readonly options: ClaimOrJoinOptions) {
    this.#since = options.clock.now();
  }

  /**
   * Throws `JoinError`: "room-full", "locked", "denied", "removed", "refused", "no-answer",
   * "tampered", "aborted", or what the broker throws.
   */
  async run(): Promise<Entered> {
    const { clock, mayFound } = this.options;
    const deadline = mayFound ? clock.now() + JOIN_MS : Infinity;
    // Of those who move, one has just given the address back: until the broker has heard it, what is
    // sent there is lost.
    if (!mayFound) await this.#pause(AGAIN_MS);
    this.#throwIfAborted();
    while (this.#bound || clock.now() < deadline) {
      const refusedBefore = this.options.refused();
      const tampered = () => this.options.refused() > refusedBefore;
      const answer = await this.#attempt(tampered);
      this.#throwIfAborted();
      if (answer.name === "claimed") return "founder";
      if (answer.name === "welcome") return "member";
      if (answer.name === "refused") throw refusal(answer.code);
      this.#throwIfAnotherRoom();
      if (tampered()) {
        throw new JoinError("tampered", "the only answers that came were forged or altered");
      }
      await this.#pause(this.#untilAgain());
      this.#throwIfAborted();
    }
    throw new JoinError("no-answer", "the address is taken, but nobody there answers");
  }

  /** Takes in what the coordinator says before we are in. */
  onMessage(message: ControlMessage): void {
    if (message.t === "welcome" && this.#answer !== null) {
      // A welcome without our own seat for us is no welcome; the answer's time runs on.
      const { id, seat } = this.options.self;
      if (findMember(message.roster, id)?.seat !== seat) return;
      if (!this.options.mayTake(message.roster)) return this.#decline(message.roster);
      // Before the seat is taken: what follows the welcome may make us claim the address ourselves.
      this.options.addressClaim.close();
      this.options.seat(message.roster);
      this.#answered({ name: "welcome" });
    }
    if (message.t === "waiting" && this.options.hosted && !this.options.isHost()) this.#wait();
    if (message.t === "refused") this.#answered({ name: "refused", code: message.code });
  }

  /** We know of a policy by which we may not sit down there: who let us in has to hear it, too. */
  #decline(roster: Roster): void {
    if (this.options.isAnother(roster)) this.#declinedSince ??= this.options.clock.now();
    this.options.object();
    // At once again after the first time, when they may not have known; then ever less often.
    this.#vain = this.#declined++;
    if (this.#bound) this.#show("waiting-host");
    this.#cancelPatience();
    this.#cancelPatience = this.options.clock.after(
      OBJECTION_MS,
      () => this.#answered({ name: "nobody" }),
    );
  }

  /** The host is asked about us: that takes as long as it takes. */
  #wait(): void {
    if (this.#answer === null) return;
    this.#waited = true;
    this.#since = this.options.clock.now();
    this.#heard();
    this.#declined = 0;
    this.#declinedSince = null;
    this.#cancelPatience();
    this.options.addressClaim.close();
    this.#show("waiting");
  }

  /** What we say of ourselves to the coordinator. */
  hello(): Hello {
    const { self, note } = this.options;
    const { name, status, seat, certificate, proof, pass, evidence } = self;
    return {
      v: 1,
      name,
      status,
      seat,
      certificate,
      proof,
      ...pass === undefined ? {} : { pass },
      ...evidence === undefined ? {} : { evidence },
      ...note === "" ? {} : { note },
    };
  }

  /** The connection to the address carries text: whoever is there hears who asks. */
  opened(): void {
    const { address, mesh } = this.options;
    this.#heard();
    this.#step("asking");
    mesh.greet(address(), { t: "hello", hello: this.hello() });
  }

  linkChanged(state: LinkState): void {
    // Nobody mends a guest's connection: one who waits dials again, wherever the door is then.
    const lost = this.#waited && state.name === "reconnecting";
    if (lost || state.name === "failed" || state.name === "closed") {
      // Whoever held the door while we waited is gone: the next in the room has it soon.
      if (this.#waited) this.#since = this.options.clock.now();
      this.#answered({ name: "nobody" });
    }
  }

  /** Somebody at the address answers our dial, and is to have the time that a slow machine takes. */
  onSignal(): void {
    if (this.#unheard) this.#giveUpAfter(ANSWER_MS);
    this.#heard();
  }

  #heard(): void {
    this.#unheard = false;
    this.#vain = 0;
    this.#cancelAway();
  }

  /** Our way to the broker is back: an answer that came while it was not is lost, so we ask again. */
  reachable(): void {
    if (this.#answer === null || !this.#unheard) return;
    this.#giveUpAfter(UNHEARD_MS);
    this.options.mesh.dial(this.options.address(), this.options.self.id, false);
  }

  /** The broker says that nobody holds the address any more. */
  expired(): void {
    this.#answered({ name: "nobody" });
  }

  abort(error: JoinError): void {
    this.#aborted = error;
    this.#answered({ name: "nobody" });
    this.#cancelPause();
  }

  /** Claims the address and dials it at the same time: whichever is answered first decides. */
  async #attempt(tampered: () => boolean): Promise<Answer> {
    const { addressClaim, mayFound } = this.options;
    if (!this.#claims()) return await this.#dialHolder();
    this.#step("claiming");
    // The claim goes first: its way over the network is the longer one.
    const claim = addressClaim.claim().then((claimed) => {
      if (claimed) this.#answered({ name: "claimed" });
      else if (this.#answer !== null) this.#step("dialling");
      return claimed;
    });
    const dialling = this.#dial();
    // When the broker can't be reached, the claim says so; no answer will come.
    claim.catch(() => this.#answered({ name: "nobody" }));
    const answer = await dialling;
    if (answer.name === "welcome") return answer;
    if (answer.name === "refused" || this.#aborted !== null) {
      addressClaim.close();
      return answer;
    }
    try {
      if (await claim) return { name: "claimed" };
    } catch (error) {
      if ((mayFound && !this.#waited) || !(error instanceof JoinError)) throw error;
      return answer;
    }
    if (tampered()) return answer;
    // Nobody was there when we dialled, but somebody claimed the address before us.
    return await this.#dial();
  }

  /** Dials whoever may hold the address; where nobody does, we are shown as waiting for the host. */
  async #dialHolder(): Promise<Answer> {
    if (!this.#bound || !this.#deserted) return await this.#dial();
    if (this.#vain === 0) this.#step("dialling");
    this.#cancelAway = this.options.clock.after(AWAY_MS, () => this.#show("waiting-host"));
    const answer = await this.#dial(AWAIT_MS);
    this.#cancelAway();
    if (answer.name === "nobody" && this.#unheard) {
      this.#vain++;
      if (this.#aborted === null) this.#show("waiting-host");
    }
    return answer;
  }

  /** Whether we can only wait for somebody else to begin the room. */
  get #bound(): boolean {
    return this.#waited || !this.options.mayClaim();
  }

  /** Whether whoever is to hold the address had the time to claim it. */
  get #deserted(): boolean {
    const { mayFound, clock } = this.options;
    return (mayFound && !this.#waited) || clock.now() - this.#since > LEAVE_ADDRESS_MS;
  }

  #claims(): boolean {
    return !this.#bound && this.#deserted;
  }

  /** Those who wait are shown as waiting, whatever happens at the door meanwhile. */
  #step(step: JoinStep): void {
    if (!this.#waited) this.#show(step);
  }

  #show(step: JoinStep): void {
    this.options.step({ name: "joining", step });
  }

  /** Dials the address, and resolves with the first answer of any kind. */
  async #dial(patience = UNHEARD_MS): Promise<Answer> {
    const { self, address, mesh } = this.options;
    const answer = new Promise<Answer>((resolve) => this.#answer = resolve);
    this.#unheard = true;
    this.#giveUpAfter(patience);
    mesh.dial(address(), self.id, false);
    const answered = await answer;
    this.#cancelPatience();
    if (answered.name !== "welcome") mesh.drop(address());
    return answered;
  }

  #giveUpAfter(ms: number): void {
    this.#cancelPatience();
    this.#cancelPatience = this.options.clock.after(ms, () => this.#answered({ name: "nobody" }));
  }

  #answered(answer: Answer): void {
    this.#answer?.(answer);
    this.#answer = null;
  }

  /** Milliseconds until the next attempt. */
  #untilAgain(): number {
    if (this.#vain === 0) return AGAIN_MS;
    const longest = DIAL_AGAIN_MS[Math.min(this.#vain, DIAL_AGAIN_MS.length) - 1];
    return longest * (1 - this.options.random(1)[0] / 255 / 3);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.options.clock.after(ms, resolve);
      this.#cancelPause = () => {
        cancel();
        resolve();
      };
    });
  }

  #throwIfAnotherRoom(): void {
    const since = this.#declinedSince ?? Infinity;
    if (this.options.clock.now() - since < ANOTHER_ROOM_MS) return;
    throw new JoinError("locked", "another room stands here, which does not know what was decided");
  }

  #throwIfAborted(): void {
    if (this.#aborted !== null) throw this.#aborted;
  }
}

function refusal(code: Refusal): JoinError {
  switch (code) {
    case "full":
      return new JoinError("room-full", "the room has as many people as it takes");
    case "locked":
      return new JoinError("locked", "the host locked the room");
    case "denied":
      return new JoinError("denied", "the host did not let us in");
    case "removed":
      return new JoinError("removed", "the host removed us from this room");
    case "version":
      return new JoinError("refused", "the room runs another version of the protocol");
  }
}
