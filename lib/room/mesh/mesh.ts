import { type Clock, type Random } from "../../env/mod.ts";
import { type Bytes, hex } from "../../env/bytes.ts";
import {
  type Channel,
  type Diagnostics,
  type Lane,
  type Link,
  type LinkFactory,
  type LinkState,
  type RecoveryPolicy,
  type Way,
} from "../../link/mod.ts";
import type { Envelope, Signal } from "../../signal/mod.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import type { ControlMessage } from "../../wire/control.ts";
import type { Counterpart } from "./may_exchange.ts";
import { MediaFlow } from "./media_flow.ts";
import { MeshRecovery } from "./mesh_recovery.ts";
import {
  type Attempt,
  isBoundTo,
  linksOf,
  type MeshPeer,
  newMeshPeer,
  outlasts,
  shownAttempt,
} from "./mesh_peer.ts";
import type { SeatClaim } from "../policy/seat.ts";
import { describes } from "../policy/seat_proofs.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Texts kept for a peer while the connection to it is not there. */
const OUTBOX_MAX = 500;
/** Signals between others that wait for a peer's connection. */
const PASSING_MAX = 64;
/** Attempts at one peer at a time; the oldest gives way. */
const ATTEMPTS_MAX = 3;
/** Texts of one attempt that wait for its proof, and the UTF-16 units that they may have together. */
const WAITING_MAX = 256;
const WAITING_UNITS_MAX = 2 ** 20;
/** Milliseconds that a replaced connection stays, for the other side to go over to the new one. */
const GRACE_MS = 3_000;

/** Who an offer is from: "later" is told to try again, "refused" is told nothing. */
export type Caller = "member" | "guest" | "later" | "refused";

export interface MeshOptions {
  readonly self: PeerId;
  readonly links: LinkFactory;
  readonly clock: Clock;
  readonly random: Random;
  readonly recovery?: RecoveryPolicy;
  /** Sends a signal; `provable`: our seat signs it. */
  readonly send: (self: PeerId, peer: PeerId, signal: Signal, provable: boolean) => void;
  /** Whether an offer from this envelope's source may be answered at all. */
  readonly mayAnswer: (envelope: Envelope, offer: Signal & { kind: "offer" }) => Caller;
  /** What a member claims to be, as its seat signed it; null for whoever is no member. */
  readonly claimOf: (peer: PeerId) => SeatClaim | null;
  /** What the host took from this peer, and from us. */
  readonly without: (peer: PeerId) => Counterpart["without"];
  /** Whether the person here said that the codes for this certificate differ. */
  readonly differs: (certificate: Fingerprint | null) => boolean;
  readonly state: (peer: PeerId, state: LinkState) => void;
  /** The connection by which a member dialled the address ended; their own stands as it did. */
  readonly leftDoor: (peer: PeerId) => void;
  /** A connection to this peer can carry a `hello`: its certificate need not be proven yet. */
  readonly opened: (peer: PeerId) => void;
  /** What was withheld from this peer may flow again: they missed what was said meanwhile. */
  readonly released: (peer: PeerId) => void;
  /** The way to a peer is another than before. */
  readonly wayChanged: () => void;
  /** A text came; `link` names the attempt over which it did. */
  readonly message: (peer: PeerId, channel: Channel, text: string, link: string) => void;
  readonly bytes: (peer: PeerId, data: Bytes) => void;
  readonly drained: (peer: PeerId) => void;
  /** A signal or a connection in somebody's name was not theirs. */
  readonly refused: () => void;
}

/**
 * Every connection of one participant: dialled, answered, dialled again when lost, and closed. Nothing
 * is exchanged over one whose certificate is not the one that the peer's seat signed, and one that
 * stands is given up only for another that is proven.
 */
export class Mesh {
  readonly #parties = new Map<PeerId, MeshPeer>();
  /**
   * Members who dial the address as well, to come in anew or for the other half of a split room: what
   * they say there is said as by any guest, and their own connection stays what it is.
   */
  readonly #atDoor = new Map<PeerId, MeshPeer>();
  readonly #media: MediaFlow;
  readonly #recovery: MeshRecovery;
  #relaysAlone = false;
  /** Counts what happens to attempts, so that their order is known. */
  #count = 0;

  constructor(readonly options: MeshOptions) {
    this.#media = new MediaFlow({
      clock: options.clock,
      peers: () => this.#parties.values(),
      without: options.without,
      differs: options.differs,
    });
    this.#recovery = new MeshRecovery({
      self: options.self,
      clock: options.clock,
      random: options.random,
      recovery: options.recovery,
      canRelay: () => options.links.canRelay,
      dial: (peer, self, relayOnly) => this.#dial(peer, self, true, relayOnly),
      failed: ({ peer }) => options.state(peer, this.stateOf(peer)),
      knows: (party) => this.#parties.get(party.peer) === party,
    });
  }

  peers(): PeerId[] {
    return [...this.#parties.keys()];
  }

  has(peer: PeerId): boolean {
    return this.#parties.has(peer);
  }

  /** The state to show: a peer that was connected once is reconnecting, not dialling. */
  stateOf(peer: PeerId): LinkState {
    const party = this.#parties.get(peer);
    if (party === undefined) return { name: "dialling", since: this.options.clock.now() };
    const state = shownAttempt(party)?.link.state ??
      { name: "dialling", since: party.lostAt ?? this.options.clock.now() };
    if (party.lostAt === null || state.name === "connected" || state.name === "closed") {
      return state;
    }
    if (party.failed) return { name: "failed", since: party.lostAt, reason: "unreachable" };
    return party.introduced ? { name: "reconnecting", since: party.lostAt } : state;
  }

  /** Whether there is a proven connection that carries text. */
  ready(peer: PeerId): boolean {
    return this.#parties.get(peer)?.current?.link.ready ?? false;
  }

  /** Whether this connection to a peer carries text, proven or not. */
  carriesText(peer: PeerId, link: string): boolean {
    return this.#attemptOf(peer, link)?.link.ready ?? false;
  }

  #attemptOf(peer: PeerId, link: string): Attempt | undefined {
    return [this.#parties.get(peer), this.#atDoor.get(peer)]
      .flatMap((party) => party === undefined ? [] : linksOf(party))
      .find((attempt) => attempt.link.id === link);
  }

  /** Whether a connection to this peer ever stood. */
  introduced(peer: PeerId): boolean {
    return this.#parties.get(peer)?.introduced ?? false;
  }

  /** Whether our end of every connection was lost just now, whatever they still seem to be. */
  get uprooted(): boolean {
    return this.#recovery.uprooted;
  }

  /** How many steps of recovery were taken since the connection to this peer last worked. */
  recoverySteps(peer: PeerId): number {
    return this.#parties.get(peer)?.steps ?? 0;
  }

  /** What arrives from a peer, by lane, as far as it may be shown or played. */
  tracksOf(peer: PeerId): Readonly<Partial<Record<Lane, MediaStreamTrack>>> {
    return this.#media.tracksOf(this.#parties.get(peer));
  }

  stats(peer: PeerId): Promise<RTCStatsReport | null> {
    return this.#linkOf(peer)?.stats() ?? Promise.resolve(null);
  }

  diagnose(peer: PeerId): Promise<Diagnostics | null> {
    return this.#linkOf(peer)?.diagnose() ?? Promise.resolve(null);
  }

  wayTo(peer: PeerId): Way | null {
    return this.#linkOf(peer)?.way ?? null;
  }

  get ownFingerprint(): Fingerprint | null {
    return this.options.links.fingerprint;
  }

  /** The certificate at the other end of the proven connection; null while there is none. */
  peerFingerprint(peer: PeerId): Promise<Fingerprint | null> {
    return this.#linkOf(peer)?.peerFingerprint() ?? Promise.resolve(null);
  }

  audioLevel(peer: PeerId): number | null {
    const party = this.#parties.get(peer);
    if (!this.#media.may(party, "microphone", "take")) return null;
    return party?.current?.link.audioLevel() ?? null;
  }

  #linkOf(peer: PeerId): Link | null {
    return this.#parties.get(peer)?.current?.link ?? null;
  }

  // ---- who may have what

  /** Whether something may be sent to a peer, or taken from it, now. */
  mayExchange(peer: PeerId, what: Lane | Channel, way: "send" | "take"): boolean {
    return this.#media.may(this.#parties.get(peer), what, way);
  }

  /** What may be sent changed by the host's word: every lane is as it should be. */
  reviewLanes(): void {
    this.#media.review();
  }

  // ---- dialling and answering

  dial(peer: PeerId, self: PeerId, admitted: boolean): void {
    this.#dial(peer, self, admitted, false);
  }

  /** Uses relays alone from now on, or not; every connection gives way to a new one. */
  useRelaysAlone(on: boolean): void {
    this.#relaysAlone = on;
    for (const { peer, admitted } of [...this.#parties.values()]) {
      if (admitted) this.dial(peer, this.options.self, true);
      else this.#dismiss(peer);
    }
    for (const peer of [...this.#atDoor.keys()]) this.#dismissAtDoor(peer);
  }

  /** Ends the connection to somebody who is no member: guests dial again themselves. */
  #dismiss(peer: PeerId): void {
    this.drop(peer);
    this.options.state(peer, { name: "closed", since: this.options.clock.now() });
  }

  /** Ends the connection by which a member dialled the address: they dial again themselves. */
  #dismissAtDoor(peer: PeerId): void {
    this.dropAtDoor(peer);
    this.options.leftDoor(peer);
  }

  /** How many connections still stand that those by relays alone are to replace. */
  get givingWay(): number {
    return this.#direct().length;
  }

  /** Ends every connection that was to be replaced, whether the new one stands or not. */
  closeReplaced(): void {
    for (const { party, attempt } of this.#direct()) {
      attempt.link.close();
      this.#letGo(party, attempt);
    }
  }

  #direct(): { party: MeshPeer; attempt: Attempt }[] {
    if (!this.#relaysAlone) return [];
    return [...this.#parties.values()].flatMap((party) =>
      linksOf(party).filter(({ relayOnly }) => !relayOnly).map((attempt) => ({ party, attempt }))
    );
  }

  /** Takes in a signal; an offer of a new attempt is answered when it may be. */
  deliver(envelope: Envelope, signal: Signal): void {
    const found = this.#find(envelope.src, signal.link);
    if (found !== null) return this.#deliverTo(found.party, found.attempt, signal);
    if (signal.kind !== "offer" || this.#dialsFirst(envelope.src)) return;
    const party = this.#parties.get(envelope.src);
    if (isStale(party, signal)) return;
    if (!this.#isTheirs(envelope.src, party ?? null, signal)) return this.options.refused();
    const caller = this.options.mayAnswer(envelope, signal);
    if (caller === "refused") return;
    if (caller === "later") {
      return this.options.send(
        envelope.dst,
        envelope.src,
        { kind: "bye", link: signal.link },
        false,
      );
    }
    const atDoor = caller === "guest" && (party?.admitted ?? false);
    if (!atDoor) this.#giveWay(party);
    const { party: placed, attempt } = this.#place(
      envelope.src,
      envelope.dst,
      "answerer",
      signal.link,
      { admitted: caller === "member", atDoor },
    );
    attempt.link.start();
    this.#describe(placed, attempt, signal);
  }

  #deliverTo(party: MeshPeer, attempt: Attempt, signal: Signal): void {
    const proven = attempt.provenAt !== null;
    switch (signal.kind) {
      case "bye":
        // One that stands ends by its channels, where nobody else can speak.
        return proven ? undefined : attempt.link.accept(signal);
      case "candidate":
        // Of those that were under way when the connection was proven, what matters comes again, signed.
        if (proven && signal.by === undefined) return;
        if (proven && signal.by?.seat !== attempt.seat) return this.options.refused();
        return attempt.link.accept(signal);
      case "offer":
      case "answer":
        if (isStale(party, signal)) return;
        if (!this.#isTheirs(party.peer, party, signal)) return this.options.refused();
        if (attempt.seat !== null && attempt.seat !== signal.by?.seat) {
          return this.options.refused();
        }
        return this.#describe(party, attempt, signal);
    }
  }

  /**
   * Whether a description is its sender's own: signed by the seat that they are known by, and naming
   * the certificate that this seat signed. Of whoever is not known yet, the connection itself has to
   * show who they are.
   */
  #isTheirs(
    peer: PeerId,
    party: MeshPeer | null,
    signal: Signal & { kind: "offer" | "answer" },
  ): boolean {
    if (signal.by === undefined) return false;
    const claim = this.#claimOf(peer, party);
    return claim === null || describes(signal, claim);
  }

  #describe(
    party: MeshPeer,
    attempt: Attempt,
    signal: Signal & { kind: "offer" | "answer" },
  ): void {
    attempt.seat = signal.by?.seat ?? null;
    party.lastHeard = Math.max(party.lastHeard, signal.by?.n ?? -1);
    attempt.link.accept(signal);
  }

  #claimOf(peer: PeerId, party: MeshPeer | null): SeatClaim | null {
    return this.options.claimOf(peer) ?? party?.claim ?? null;
  }

  /** A peer reached by the room's address turned out to be this member. */
  rename(from: PeerId, to: PeerId, self: PeerId): void {
    const party = this.#parties.get(from);
    if (party === undefined) return;
    this.#parties.delete(from);
    for (const attempt of linksOf(party)) Object.assign(attempt, { self, alias: from });
    const known = this.#parties.get(to);
    if (known === undefined) {
      this.#parties.set(to, Object.assign(party, { peer: to }));
      return this.#judgeAll(party);
    }
    this.#unite(known, party);
  }

  /** What was reached by the room's address goes on as the member's own connection. */
  #unite(member: MeshPeer, addressClaim: MeshPeer): void {
    addressClaim.cancelStep();
    addressClaim.cancelGrace();
    member.lastHeard = Math.max(member.lastHeard, addressClaim.lastHeard);
    for (const attempt of linksOf(addressClaim)) attempt.party = member;
    member.replaced.push(...addressClaim.replaced);
    member.attempts.push(...addressClaim.attempts);
    const { current } = addressClaim;
    if (current !== null) this.#goOver(member, current);
    this.#judgeAll(member);
    // It stood before it was the member's: what was lost with the one before begins again.
    if (current === null || member.current !== current) return;
    const { state } = current.link;
    if (state.name === "connected") this.#stateChanged(member, current, state);
  }

  /**
   * Lets a peer be a member: what members exchange flows. A newcomer comes by a `claim`: nothing flows
   * over what was proven of somebody else under the same id.
   */
  admit(peer: PeerId, claim: SeatClaim | null = null): void {
    this.#comeInFromDoor(peer);
    const party = this.#parties.get(peer);
    if (party === undefined || party.admitted) return;
    if (claim !== null) this.#judgeAll(party, claim);
    if (this.#parties.get(peer) !== party) return;
    party.admitted = true;
    if (party.lostAt !== null) this.#recovery.stepLater(party);
    if (party.current !== null) party.current.self = this.options.self;
    this.#media.putTracks(party);
  }

  /** A member who came in anew goes on over the connection by which they did. */
  #comeInFromDoor(peer: PeerId): void {
    const [guest, member] = [this.#atDoor.get(peer), this.#parties.get(peer)];
    if (guest === undefined || member === undefined) return;
    this.#atDoor.delete(peer);
    this.#unite(member, guest);
    this.#media.putTracks(member);
  }

  /** Somebody is no member any more; what control text still has to be said can be. */
  dismiss(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    party.admitted = false;
    party.cancelStep();
    this.#media.putTracks(party);
  }

  /** The network changed or the machine woke up: every connection looks for its way now. */
  networkChanged(): void {
    this.options.links.wake();
    this.#recovery.networkChanged(this.#parties.values());
  }

  /** Stops all media and content towards a peer, or lets it flow again. */
  withhold(peer: PeerId, withheld: boolean): void {
    const party = this.#parties.get(peer);
    if (party === undefined || party.withheld === withheld) return;
    party.withheld = withheld;
    // What was written before and did not get there is not sent later either.
    if (withheld) party.outbox = [];
    this.#media.putTracks(party);
    if (!withheld && this.ready(peer)) this.options.released(peer);
  }

  /** Whether nothing of ours goes to a peer, since their code differed. */
  withholds(peer: PeerId): boolean {
    const party = this.#parties.get(peer);
    return party !== undefined && this.#media.differs(party);
  }

  /** Puts a track of ours on a lane towards everyone who may have it, or silences the lane. */
  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    await this.#media.setTrack(lane, track);
  }

  /** Our own tracks that are on a lane. */
  tracks(): MediaStreamTrack[] {
    return this.#media.tracks;
  }

  /**
   * Says what may be said before either side is proven: who we are, or that somebody does not come
   * in. Nothing that is said so tells of the room.
   */
  greet(peer: PeerId, message: ControlMessage & { t: "hello" | "refused" }): void {
    const party = this.#callerOf(peer);
    if (party !== undefined) shownAttempt(party)?.link.send("control", JSON.stringify(message));
  }

  /** Sends when the connection is there and proven, and is silent when it is not. */
  sendControl(peer: PeerId, text: string): void {
    this.#send(peer, "control", text);
  }

  /** Says something to somebody who dialled our address, where they did. */
  sendAtDoor(peer: PeerId, text: string): void {
    this.#sendTo(this.#callerOf(peer), "control", text);
  }

  /** Whom we speak to at the door: a member who dialled the address as well, or a guest. */
  #callerOf(peer: PeerId): MeshPeer | undefined {
    return this.#atDoor.get(peer) ?? this.#parties.get(peer);
  }

  /** Passes a signal between two others on: now, or when the connection to its receiver stands. */
  passOn(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    if (this.#send(peer, "control", text)) return;
    party.passing.push(text);
    if (party.passing.length > PASSING_MAX) party.passing.shift();
  }

  sendVerify(peer: PeerId, text: string): void {
    this.#send(peer, "verify", text);
  }

  /** Sends a message about a file when the connection is there: both sides begin anew after a loss. */
  sendFiles(peer: PeerId, text: string): void {
    this.#send(peer, "files", text);
  }

  /** Sends a message about ink when the connection is there: its author says it again after a loss. */
  sendInk(peer: PeerId, text: string): void {
    this.#send(peer, "ink", text);
  }

  /** Sends a piece of a file; false when nothing more should follow for now. */
  sendBytes(peer: PeerId, data: Bytes): boolean {
    const party = this.#parties.get(peer);
    return this.#media.may(party, "files", "send") &&
      (party?.current?.link.sendBytes(data) ?? false);
  }

  /** Sends content, or keeps it until the connection is there. */
  sendContent(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party === undefined || party.withheld || this.#send(peer, "content", text)) return;
    party.outbox.push(text);
    if (party.outbox.length > OUTBOX_MAX) party.outbox.shift();
  }

  #send(peer: PeerId, channel: Channel, text: string): boolean {
    return this.#sendTo(this.#parties.get(peer), channel, text);
  }

  #sendTo(party: MeshPeer | undefined, channel: Channel, text: string): boolean {
    const link = party?.current?.link;
    if (link === undefined || !link.ready || !this.#media.may(party, channel, "send")) return false;
    link.send(channel, text);
    return true;
  }

  /** Ends the connection of somebody who dialled our address; a member's own is not touched. */
  dropAtDoor(peer: PeerId): void {
    const guest = this.#atDoor.get(peer);
    if (guest !== undefined) {
      this.#atDoor.delete(peer);
      return this.#endAll(guest);
    }
    if (!this.#parties.get(peer)?.admitted) this.drop(peer);
  }

  drop(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    this.#parties.delete(peer);
    this.#endAll(party);
  }

  #endAll(party: MeshPeer): void {
    party.cancelStep();
    party.cancelGrace();
    for (const attempt of linksOf(party)) this.#end(party, attempt);
    this.#media.checkQuality();
  }

  close(): void {
    this.#media.stop();
    for (const peer of this.peers()) this.drop(peer);
    for (const peer of [...this.#atDoor.keys()]) this.dropAtDoor(peer);
  }

  /** Closes a connection; one that did not get through has no channel to say so: a signal does. */
  #end(party: MeshPeer, { link, self, provenAt }: Attempt): void {
    if (provenAt === null) {
      this.options.send(self, party.peer, { kind: "bye", link: link.id }, false);
    }
    link.close();
  }

  /** Of two who dial each other anew at the same time, the smaller id's offer holds. */
  #dialsFirst(peer: PeerId): boolean {
    const party = this.#parties.get(peer);
    return this.#relaysAlone && party !== undefined && party.current !== null &&
      this.options.self < peer &&
      party.attempts.some(({ role, link }) => role === "dialler" && link.state.name === "dialling");
  }

  /** The larger id's own offer, which the smaller one does not answer, is taken back. */
  #giveWay(party: MeshPeer | undefined): void {
    if (!this.#relaysAlone || party === undefined || this.options.self < party.peer) return;
    for (const attempt of [...party.attempts]) {
      if (attempt.role !== "dialler" || attempt.link.state.name !== "dialling") continue;
      party.attempts = party.attempts.filter((other) => other !== attempt);
      this.#end(party, attempt);
    }
  }

  #find(src: PeerId, link: string): { party: MeshPeer; attempt: Attempt } | null {
    for (const party of [...this.#parties.values(), ...this.#atDoor.values()]) {
      for (const attempt of linksOf(party)) {
        if (attempt.link.id !== link) continue;
        if (party.peer === src || attempt.alias === src) return { party, attempt };
      }
    }
    return null;
  }

  /** Begins an attempt beside whatever stands. */
  #place(
    peer: PeerId,
    self: PeerId,
    role: Attempt["role"],
    id: string,
    { admitted = false, atDoor = false, relayOnly = false },
  ): { party: MeshPeer; attempt: Attempt } {
    const parties = atDoor ? this.#atDoor : this.#parties;
    const party = parties.get(peer) ?? newMeshPeer(peer);
    parties.set(peer, party);
    party.admitted ||= admitted;
    party.role = role;
    party.cancelStep();
    const relays = relayOnly || this.#relaysAlone;
    const link: Link = this.options.links.create({
      id,
      role,
      relayOnly: relays,
      listener: {
        signal: (signal) => {
          // An introduction is bound by its description; what comes later names another way.
          const early = signal.kind === "candidate" && attempt.provenAt === null;
          if (early) attempt.unsigned.push(signal);
          this.#signal(attempt, signal, !early && signal.kind !== "bye");
        },
        state: (state) => this.#stateChanged(attempt.party, attempt, state),
        certificate: (seen) => {
          attempt.seen = seen;
          this.#judge(attempt.party, attempt);
        },
        opened: () => {
          if (this.#counts(attempt.party, attempt)) this.options.opened(attempt.party.peer);
        },
        refused: () => this.options.refused(),
        wayChanged: () => {
          this.#nameWaysAgain(attempt);
          this.options.wayChanged();
        },
        message: (channel, text) => this.#heard(attempt.party, attempt, channel, text),
        bytes: (data) => {
          if (attempt.link.proven && this.#media.may(attempt.party, "files", "take")) {
            this.options.bytes(attempt.party.peer, data);
          }
        },
        drained: () => this.options.drained(attempt.party.peer),
      },
    });
    const attempt: Attempt = {
      party,
      link,
      role,
      relayOnly: relays,
      self,
      alias: null,
      seat: null,
      seen: undefined,
      begun: ++this.#count,
      provenAt: null,
      unsigned: [],
      waiting: [],
    };
    this.#addAttempt(party, attempt);
    this.#media.checkQuality();
    this.#media.holdCamera(party);
    return { party, attempt };
  }

  /** A guest has one connection, the newest; a member's attempts are few, and the oldest gives way. */
  #addAttempt(party: MeshPeer, attempt: Attempt): void {
    if (!party.admitted && party.current !== null) {
      party.current.link.close();
      party.current = null;
    }
    // Another may hold the address by now, who counts for itself.
    if (!party.admitted) party.lastHeard = -1;
    const keep = party.admitted ? ATTEMPTS_MAX - 1 : 0;
    const live = party.attempts.filter(({ link }) => link.state.name !== "failed");
    party.attempts = [...live.slice(Math.max(0, live.length - keep)), attempt];
    for (const old of live.slice(0, Math.max(0, live.length - keep))) this.#end(party, old);
  }

  #counts(party: MeshPeer, attempt: Attempt): boolean {
    const known = this.#parties.get(party.peer) === party || this.#isAtDoor(party);
    return known && linksOf(party).includes(attempt);
  }

  #isAtDoor(party: MeshPeer): boolean {
    return this.#atDoor.get(party.peer) === party;
  }

  // ---- the proof

  /**
   * Holds the connection over which a claim came to what it claims: a newcomer by its hello, the one
   * at the address by its welcome. False when the connection is not that of the claim's owner.
   */
  async bind(peer: PeerId, claim: SeatClaim, link: string): Promise<boolean> {
    const attempt = this.#attemptOf(peer, link);
    if (attempt === undefined) return false;
    const { party } = attempt;
    const seen = await attempt.link.peerFingerprint();
    if (!this.#counts(party, attempt)) return false;
    if (!isBoundTo({ ...attempt, seen }, claim)) {
      this.options.refused();
      return false;
    }
    attempt.seen = seen;
    party.claim = claim;
    this.#judge(party, attempt);
    return attempt.link.proven;
  }

  /** The roster changed: connections whose owners it now names can be judged. */
  judgeAnew(): void {
    for (const party of [...this.#parties.values()]) this.#judgeAll(party);
  }

  #judgeAll(party: MeshPeer, claim = this.options.claimOf(party.peer)): void {
    // What was proven of a guest is not proven of the member who is listed under the same id.
    for (const attempt of linksOf(party)) {
      const others = claim !== null && attempt.link.proven && !isBoundTo(attempt, claim);
      if (others) this.#refuse(party, attempt);
      else if (party.attempts.includes(attempt)) this.#judge(party, attempt);
    }
  }

  #judge(party: MeshPeer, attempt: Attempt): void {
    const claim = this.#claimOf(party.peer, party);
    if (claim === null || attempt.seen === undefined || attempt.link.proven) return;
    if (!this.#counts(party, attempt)) return;
    if (!isBoundTo(attempt, claim)) return this.#refuse(party, attempt);
    attempt.provenAt ??= ++this.#count;
    if (party.current !== attempt) this.#goOver(party, attempt);
    if (party.current !== attempt) return;
    attempt.link.prove();
    this.#media.putTracks(party);
    this.#nameWaysAgain(attempt);
    this.#hearWaiting(party, attempt);
  }

  /**
   * Signs what was said of our end before the proof, where the connection goes through a relay. The
   * other side may have proven it before all of that was there, and takes nothing unsigned since: it
   * would miss a better way, or not know that this one is a relay's. Nothing beats a direct one.
   */
  #nameWaysAgain(attempt: Attempt): void {
    if (attempt.provenAt === null || attempt.link.way !== "relayed") return;
    for (const signal of attempt.unsigned.splice(0)) this.#signal(attempt, signal, true);
  }

  #signal({ self, party }: Attempt, signal: Signal, provable: boolean): void {
    this.options.send(self, party.peer, signal, provable);
  }

  /** Another certificate than its owner's: it carries nothing, and what stands stays as it is. */
  #refuse(party: MeshPeer, attempt: Attempt): void {
    this.options.refused();
    attempt.link.close();
    this.#letGo(party, attempt);
  }

  /** Everything goes over to a connection that was proven; the one before stays for a moment. */
  #goOver(party: MeshPeer, next: Attempt): void {
    party.attempts = party.attempts.filter((attempt) => attempt !== next);
    const { current } = party;
    if (current !== null && outlasts(current, next, this.options.self < party.peer)) {
      return next.link.close();
    }
    party.current = next;
    if (party.admitted) next.self = this.options.self;
    if (current === null) return;
    // One that tells our address goes at once; others stay until the other side has gone over.
    if (this.#relaysAlone && !current.relayOnly) return current.link.close();
    this.#media.silence(current);
    party.replaced.push(current);
    party.cancelGrace();
    party.cancelGrace = this.options.clock.after(GRACE_MS, () => this.#endReplaced(party));
  }

  #endReplaced(party: MeshPeer): void {
    party.cancelGrace();
    for (const { link } of party.replaced.splice(0)) link.close();
  }

  #heard(party: MeshPeer, attempt: Attempt, channel: Channel, text: string): void {
    if (!this.#counts(party, attempt)) return;
    const early = !party.admitted && channel !== "control";
    if (attempt.link.proven && !early) {
      // The other side has gone over as well: nothing more comes by the one before.
      if (attempt === party.current) this.#endReplaced(party);
      return this.#take(party, attempt, channel, text);
    }
    // Of whoever is not known yet, the first thing said is who they are.
    if (channel === "control" && this.#claimOf(party.peer, party) === null) {
      return this.options.message(party.peer, channel, text, attempt.link.id);
    }
    const units = attempt.waiting.reduce((sum, one) => sum + one.text.length, text.length);
    if (attempt.waiting.length < WAITING_MAX && units <= WAITING_UNITS_MAX) {
      attempt.waiting.push({ channel, text });
    }
  }

  #take(party: MeshPeer, { link }: Attempt, channel: Channel, text: string): void {
    if (!this.#media.may(party, channel, "take")) return;
    this.options.message(party.peer, channel, text, link.id);
  }

  /** Somebody is a member now: what they said ahead of that is heard. */
  hearEarly(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party?.current) this.#hearWaiting(party, party.current);
  }

  #hearWaiting(party: MeshPeer, attempt: Attempt): void {
    const waiting = attempt.waiting.splice(0);
    for (const { channel, text } of waiting) {
      if (!party.admitted && channel !== "control") attempt.waiting.push({ channel, text });
      else this.#take(party, attempt, channel, text);
    }
  }

  // ---- what becomes of a connection

  #stateChanged(party: MeshPeer, attempt: Attempt, state: LinkState): void {
    if (!this.#counts(party, attempt)) return;
    if (this.#isAtDoor(party)) return this.#changedAtDoor(party, attempt, state);
    this.#media.checkQuality();
    if (party.current !== attempt) return this.#attemptChanged(party, attempt, state);
    switch (state.name) {
      case "connected":
        this.#connected(party, attempt);
        break;
      case "checking":
        this.#media.putTracks(party);
        break;
      case "closed":
        return this.#currentClosed(party, attempt);
      case "reconnecting":
      case "failed":
        party.lostAt ??= state.since;
        this.#recovery.stepLater(party);
    }
    // A dial that failed on the way back is one step of it, and not yet the end.
    this.options.state(party.peer, this.stateOf(party.peer));
  }

  #changedAtDoor(party: MeshPeer, attempt: Attempt, { name }: LinkState): void {
    if ((name !== "closed" && name !== "failed") || shownAttempt(party) !== attempt) return;
    this.#dismissAtDoor(party.peer);
  }

  #connected(party: MeshPeer, { link }: Attempt): void {
    this.#media.putTracks(party);
    party.lostAt = null;
    party.failed = false;
    party.cancelStep();
    party.introduced = true;
    party.steps = 0;
    for (const text of party.passing.splice(0)) link.send("control", text);
    for (const text of party.outbox.splice(0)) this.#send(party.peer, "content", text);
  }

  /** The other side closed the connection that counts: a goodbye, where no other takes its place. */
  #currentClosed(party: MeshPeer, attempt: Attempt): void {
    party.current = null;
    const fallback = party.replaced.pop();
    if (fallback !== undefined) {
      party.current = fallback;
      this.#media.putTracks(party);
    } else if (party.attempts.length === 0) {
      party.current = attempt;
      this.options.state(party.peer, attempt.link.state);
      // Nothing comes back over it; whoever is still wanted is dialled like anybody new.
      if (this.#parties.get(party.peer) === party) this.drop(party.peer);
      return;
    } else party.lostAt ??= this.options.clock.now();
    this.options.state(party.peer, this.stateOf(party.peer));
  }

  #attemptChanged(party: MeshPeer, attempt: Attempt, state: LinkState): void {
    const ended = state.name === "failed" || state.name === "closed";
    const others = party.current !== null ||
      party.attempts.some(({ link }) => link !== attempt.link && link.state.name !== "failed");
    // One that stands, or may yet, is not touched by what became of another.
    if (ended && others) {
      attempt.link.close();
      return this.#letGo(party, attempt);
    }
    if (state.name === "failed") {
      party.lostAt ??= state.since;
      this.#recovery.stepLater(party);
    }
    if (party.current === null) this.options.state(party.peer, this.stateOf(party.peer));
    if (state.name === "closed" && this.#parties.get(party.peer) === party) this.drop(party.peer);
  }

  /** An attempt came to nothing. What is left decides how it goes on. */
  #letGo(party: MeshPeer, attempt: Attempt): void {
    party.attempts = party.attempts.filter((other) => other !== attempt);
    party.replaced = party.replaced.filter((other) => other !== attempt);
    if (party.current === attempt) party.current = party.replaced.pop() ?? null;
    this.#media.putTracks(party);
    const gone = party.current === null && party.attempts.length === 0;
    if (this.#isAtDoor(party)) {
      return gone ? this.#dismissAtDoor(party.peer) : undefined;
    }
    if (gone && !party.admitted) return this.#dismiss(party.peer);
    if (gone) party.lostAt ??= this.options.clock.now();
    if (party.lostAt !== null) this.#recovery.stepLater(party);
    this.options.state(party.peer, this.stateOf(party.peer));
  }

  #dial(peer: PeerId, self: PeerId, admitted: boolean, relayOnly: boolean): void {
    const id = hex(this.options.random(8));
    const { attempt } = this.#place(peer, self, "dialler", id, { admitted, relayOnly });
    attempt.link.start();
  }
}

/**
 * Whether a description is older than another of its sender's: the paths of signals are not ordered
 * against each other, and what was sent before can be sent again.
 */
function isStale(
  party: MeshPeer | undefined,
  { by }: Signal & { kind: "offer" | "answer" },
): boolean {
  return party !== undefined && by !== undefined && by.n <= party.lastHeard;
}
