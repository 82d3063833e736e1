import { type Clock, type Random } from "../env/mod.ts";
import { type Bytes, hex } from "../env/bytes.ts";
import {
  type Channel,
  defaultRecovery,
  type Diagnostics,
  FAILED_AFTER_MS,
  type Lane,
  LANES,
  type Link,
  type LinkFactory,
  type LinkState,
  type RecoveryPolicy,
  type Way,
} from "../link/mod.ts";
import { QualityKeeper } from "../quality/mod.ts";
import type { Envelope, Signal } from "../signal/mod.ts";
import type { Fingerprint } from "../trust/mod.ts";
import { mayReceive, type Party } from "./party.ts";
import type { PeerId } from "./types.ts";

/** Texts kept for a peer while the connection to it is not there. */
const OUTBOX_MAX = 500;
/** Signals between others that wait for a peer's connection. */
const PASSING_MAX = 64;

/** Milliseconds after a change of the network in which no connection is trusted to carry signals. */
const UPROOTED_MS = 5_000;

/** Who an offer is from: "later" is told to try again, "refused" is told nothing. */
export type Caller = "member" | "guest" | "later" | "refused";

export interface ConnectionsOptions {
  readonly self: PeerId;
  readonly links: LinkFactory;
  readonly clock: Clock;
  readonly random: Random;
  readonly recovery?: RecoveryPolicy;
  readonly send: (self: PeerId, peer: PeerId, signal: Signal) => void;
  /** Whether an offer from this envelope's source may be answered at all. */
  readonly mayAnswer: (envelope: Envelope, offer: Signal & { kind: "offer" }) => Caller;
  readonly state: (peer: PeerId, state: LinkState) => void;
  /** What was withheld from this peer may flow again: they missed what was said meanwhile. */
  readonly released: (peer: PeerId) => void;
  /** The way to a peer is another than before. */
  readonly wayChanged: () => void;
  readonly message: (peer: PeerId, channel: Channel, text: string) => void;
  readonly bytes: (peer: PeerId, data: Bytes) => void;
  readonly drained: (peer: PeerId) => void;
}

/** Every connection of one participant: dialled, answered, dialled again when lost, and closed. */
export class Connections {
  readonly #parties = new Map<PeerId, Party>();
  readonly #tracks = new Map<Lane, MediaStreamTrack>();
  readonly #quality: QualityKeeper;
  #changedAt = -Infinity;
  #relaysAlone = false;

  constructor(readonly options: ConnectionsOptions) {
    this.#quality = new QualityKeeper({
      clock: options.clock,
      links: () =>
        [...this.#parties.values()].map((party) => ({ link: party.link, open: mayReceive(party) })),
      sends: (lane) => this.#tracks.has(lane),
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
    const state = party.link.state;
    if (party.lostAt === null || state.name === "connected" || state.name === "closed") {
      return state;
    }
    if (party.failed) return { name: "failed", since: party.lostAt, reason: "unreachable" };
    return party.introduced ? { name: "reconnecting", since: party.lostAt } : state;
  }

  ready(peer: PeerId): boolean {
    return this.#parties.get(peer)?.link.ready ?? false;
  }

  /** Whether a connection to this peer ever stood. */
  introduced(peer: PeerId): boolean {
    return this.#parties.get(peer)?.introduced ?? false;
  }

  /** Whether our end of every connection was lost just now, whatever they still seem to be. */
  get uprooted(): boolean {
    return this.options.clock.now() - this.#changedAt < UPROOTED_MS;
  }

  /** How many steps of recovery were taken since the connection to this peer last worked. */
  recoverySteps(peer: PeerId): number {
    return this.#parties.get(peer)?.steps ?? 0;
  }

  tracksOf(peer: PeerId): Readonly<Partial<Record<Lane, MediaStreamTrack>>> {
    return this.#parties.get(peer)?.link.tracks ?? {};
  }

  stats(peer: PeerId): Promise<RTCStatsReport | null> {
    return this.#parties.get(peer)?.link.stats() ?? Promise.resolve(null);
  }

  diagnose(peer: PeerId): Promise<Diagnostics | null> {
    return this.#parties.get(peer)?.link.diagnose() ?? Promise.resolve(null);
  }

  wayTo(peer: PeerId): Way | null {
    return this.#parties.get(peer)?.link.way ?? null;
  }

  get ownFingerprint(): Fingerprint | null {
    return this.options.links.fingerprint;
  }

  peerFingerprint(peer: PeerId): Promise<Fingerprint | null> {
    return this.#parties.get(peer)?.link.peerFingerprint() ?? Promise.resolve(null);
  }

  audioLevel(peer: PeerId): number | null {
    return this.#parties.get(peer)?.link.audioLevel() ?? null;
  }

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
  }

  /** Ends the connection to somebody who is no member: guests dial again themselves. */
  #dismiss(peer: PeerId): void {
    this.drop(peer);
    this.options.state(peer, { name: "closed", since: this.options.clock.now() });
  }

  /** How many connections still stand beside those that replace them. */
  get givingWay(): number {
    return [...this.#parties.values()].reduce((sum, { replaced }) => sum + replaced.length, 0);
  }

  /** Ends every connection that was replaced, whether the new one stands or not. */
  closeReplaced(): void {
    for (const { replaced } of this.#parties.values()) {
      for (const old of replaced.splice(0)) old.close();
    }
  }

  /** Takes in a signal; an offer of a new attempt is answered when it may be. */
  deliver(envelope: Envelope, signal: Signal): void {
    const party = this.#partyOf(envelope, signal.link);
    if (party !== undefined) return party.link.accept(signal);
    if (signal.kind !== "offer" || this.#dialsFirst(envelope.src)) return;
    const caller = this.options.mayAnswer(envelope, signal);
    if (caller === "refused") return;
    if (caller === "later") {
      return this.options.send(envelope.dst, envelope.src, { kind: "bye", link: signal.link });
    }
    const answering = this.#place(
      envelope.src,
      envelope.dst,
      "answerer",
      signal.link,
      caller === "member",
    );
    answering.link.start();
    answering.link.accept(signal);
  }

  /** A peer reached by the room's address turned out to be this member. */
  rename(from: PeerId, to: PeerId, self: PeerId): void {
    const party = this.#parties.get(from);
    if (party === undefined) return;
    this.#parties.delete(from);
    for (const old of this.#parties.get(to)?.replaced ?? []) party.replaced.push(old);
    const before = this.#parties.get(to);
    before?.cancelStep();
    if (before !== undefined) party.replaced.push(before.link);
    this.#parties.set(to, Object.assign(party, { peer: to, self, alias: from }));
  }

  /** Lets media flow to a peer. */
  admit(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party === undefined || party.admitted) return;
    party.admitted = true;
    if (party.lostAt !== null) this.#stepLater(party);
    if (party.link.ready) party.self = this.options.self;
    this.#putTracks(party);
  }

  /** No media flows to this peer any more; what text still has to be said can be. */
  dismiss(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    party.admitted = false;
    party.cancelStep();
    this.#putTracks(party);
  }

  /** The network changed or the machine woke up: every connection looks for its way now. */
  networkChanged(): void {
    this.options.links.wake();
    this.#changedAt = this.options.clock.now();
    for (const party of [...this.#parties.values()]) {
      if (!party.admitted) continue;
      // It is our end that changed, so the offer is ours in either role; the other side notices nothing.
      if (party.link.state.name === "connected" || party.role === "answerer") party.link.restart();
      else if (party.introduced) this.#step(party);
    }
  }

  /** Stops all media and content towards a peer, or lets it flow again. */
  withhold(peer: PeerId, withheld: boolean): void {
    const party = this.#parties.get(peer);
    if (party === undefined || party.withheld === withheld) return;
    party.withheld = withheld;
    this.#putTracks(party);
    if (!withheld && party.link.ready) this.options.released(peer);
  }

  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) this.#tracks.delete(lane);
    else this.#tracks.set(lane, track);
    this.#quality.look();
    const open = [...this.#parties.values()].filter(mayReceive);
    await Promise.all(open.map((party) => party.link.setTrack(lane, track)));
  }

  tracks(): MediaStreamTrack[] {
    return [...this.#tracks.values()];
  }

  /** Sends when the connection is there, and is silent when it is not. */
  sendControl(peer: PeerId, text: string): void {
    this.#parties.get(peer)?.link.send("control", text);
  }

  /** Passes a signal between two others on: now, or when the connection to its receiver stands. */
  passOn(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    if (party.link.ready) return party.link.send("control", text);
    party.passing.push(text);
    if (party.passing.length > PASSING_MAX) party.passing.shift();
  }

  sendVerify(peer: PeerId, text: string): void {
    this.#parties.get(peer)?.link.send("verify", text);
  }

  /** Sends a message about a file when the connection is there: both sides begin anew after a loss. */
  sendFiles(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party?.withheld === false) party.link.send("files", text);
  }

  /** Sends a message about ink when the connection is there: its author says it again after a loss. */
  sendInk(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party?.withheld === false) party.link.send("ink", text);
  }

  /** Sends a piece of a file; false when nothing more should follow for now. */
  sendBytes(peer: PeerId, data: Bytes): boolean {
    const party = this.#parties.get(peer);
    return party?.withheld === false && party.link.sendBytes(data);
  }

  /** Sends content, or keeps it until the connection is there. */
  sendContent(peer: PeerId, text: string): void {
    const party = this.#parties.get(peer);
    if (party === undefined || party.withheld) return;
    if (party.link.ready) return party.link.send("content", text);
    party.outbox.push(text);
    if (party.outbox.length > OUTBOX_MAX) party.outbox.shift();
  }

  drop(peer: PeerId): void {
    const party = this.#parties.get(peer);
    if (party === undefined) return;
    this.#parties.delete(peer);
    party.cancelStep();
    // An attempt that has not got through has no channel to close: the other side is told by signal.
    if (party.link.state.name === "dialling" || party.link.state.name === "failed") {
      this.options.send(party.self, peer, { kind: "bye", link: party.link.id });
    }
    for (const link of [party.link, ...party.replaced]) link.close();
    this.#quality.look();
  }

  close(): void {
    this.#quality.stop();
    for (const peer of this.peers()) this.drop(peer);
    this.#tracks.clear();
  }

  /** Of two who dial each other anew at the same time, the smaller id's offer holds. */
  #dialsFirst(peer: PeerId): boolean {
    const party = this.#parties.get(peer);
    return party !== undefined && party.role === "dialler" && party.replaced.length > 0 &&
      party.link.state.name === "dialling" && this.#relaysAlone && this.options.self < peer;
  }

  #partyOf({ src }: Envelope, link: string): Party | undefined {
    for (const party of this.#parties.values()) {
      if (party.link.id === link && (party.peer === src || party.alias === src)) return party;
    }
  }

  #place(
    peer: PeerId,
    self: PeerId,
    role: Party["role"],
    id: string,
    admitted: boolean,
    relayOnly = false,
  ): Party {
    const before = this.#parties.get(peer);
    before?.cancelStep();
    // The other side takes a closed connection for a goodbye: a dialler closes the old one only when
    // the new one stands, and by then the answerer has let go of it.
    const replaced = [...before?.replaced ?? [], ...before === undefined ? [] : [before.link]];
    if (role === "answerer") { for (const old of replaced.splice(0)) old.close(); }
    const link: Link = this.options.links.create({
      id,
      role,
      relayOnly: relayOnly || this.#relaysAlone,
      listener: {
        signal: (signal) => this.options.send(party.self, party.peer, signal),
        state: (state) => this.#stateChanged(party, link, state),
        wayChanged: () => this.options.wayChanged(),
        message: (channel, text) => this.options.message(party.peer, channel, text),
        bytes: (data) => this.options.bytes(party.peer, data),
        drained: () => this.options.drained(party.peer),
      },
    });
    const party: Party = {
      self,
      peer,
      alias: null,
      link,
      replaced,
      role,
      admitted,
      withheld: before?.withheld ?? false,
      lostAt: before?.lostAt ?? null,
      introduced: before?.introduced ?? false,
      outbox: before?.outbox ?? [],
      passing: before?.passing ?? [],
      steps: before?.steps ?? 0,
      failed: before?.failed ?? false,
      cancelStep: () => {},
    };
    this.#parties.set(peer, party);
    this.#putTracks(party);
    return party;
  }

  /** Every lane as it should be towards this peer now. */
  #putTracks(party: Party): void {
    this.#quality.look();
    for (const lane of LANES) {
      const track = mayReceive(party) ? this.#tracks.get(lane) ?? null : null;
      party.link.setTrack(lane, track).catch(() => {
        // The connection closed before the track was on it: there is nobody left to send it to.
      });
    }
  }

  #stateChanged(party: Party, link: Link, state: LinkState): void {
    if (this.#parties.get(party.peer) !== party || party.link !== link) return;
    this.#quality.look();
    switch (state.name) {
      case "connected":
        party.lostAt = null;
        party.failed = false;
        party.cancelStep();
        party.introduced = true;
        // Once connected, a member is spoken to by our own name, whoever holds the address later.
        if (party.admitted) party.self = this.options.self;
        party.steps = 0;
        for (const old of party.replaced.splice(0)) old.close();
        for (const text of party.passing.splice(0)) link.send("control", text);
        for (const text of party.outbox.splice(0)) link.send("content", text);
        break;
      case "reconnecting":
      case "failed":
        party.lostAt ??= state.since;
        this.#stepLater(party);
    }
    // A dial that failed on the way back is one step of it, and not yet the end.
    this.options.state(party.peer, this.stateOf(party.peer));
    // Nothing comes back over it; whoever is still wanted is dialled like anybody new.
    if (state.name === "closed" && this.#parties.get(party.peer) === party) this.drop(party.peer);
  }

  /** The next step on the way back. Guests get none: they dial again themselves. */
  #stepLater(party: Party): void {
    party.cancelStep();
    if (!party.admitted) return;
    const { after } = this.#policy(party.steps);
    // Up to a third more, at random: a whole room that lost its network does not come back at once.
    const jitter = this.options.random(1)[0] / 255 * after / 3;
    party.cancelStep = this.options.clock.after(after + jitter, () => this.#step(party));
  }

  #step(party: Party): void {
    const { action } = this.#policy(party.steps++);
    const lost = this.options.clock.now() - (party.lostAt ?? this.options.clock.now());
    if (lost >= FAILED_AFTER_MS && !party.failed) {
      party.failed = true;
      this.options.state(party.peer, this.stateOf(party.peer));
      if (this.#parties.get(party.peer) !== party) return;
    }
    // One side acts, so that two offers do not cross; the other answers, until it was in vain for long:
    // the dialler may have forgotten us.
    if ((party.role === "dialler" || party.failed) && action !== "restart") {
      // The new connection has its own time to succeed; the step after this one waits for its failure.
      const relayOnly = action === "relay" && this.options.links.canRelay;
      return void this.#dial(party.peer, party.self, true, relayOnly);
    }
    if (party.role === "dialler") party.link.restart();
    this.#stepLater(party);
  }

  #dial(peer: PeerId, self: PeerId, admitted: boolean, relayOnly: boolean): Party {
    const id = hex(this.options.random(8));
    const party = this.#place(peer, self, "dialler", id, admitted, relayOnly);
    party.link.start();
    return party;
  }

  get #policy(): RecoveryPolicy {
    return this.options.recovery ?? defaultRecovery;
  }
}
