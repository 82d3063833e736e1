import type { Clock, Random } from "../env/mod.ts";
import {
  createGroupVerification,
  createPairVerification,
  type Fingerprint,
  type GroupVerification,
  type GroupVerificationState,
  INITIAL_TRUST,
  longCode,
  type PairVerification,
  type PairVerificationState,
  trustAfter,
  type TrustEvent,
  type TrustState,
  withholdsMedia,
} from "../trust/mod.ts";
import { parseJson } from "../wire/json.ts";
import type { Roster } from "../wire/presence.ts";
import { type VerifyMessage, verifyMessageSchema } from "../wire/verify.ts";
import type { Connections } from "./connections.ts";
import type { PeerId, PeerTrust } from "./types.ts";

/** Messages that may wait while a certificate is being read. */
const INBOX_MAX = 16;
/** Milliseconds before a comparison that failed is run again. */
const RESTART_MS = 1_000;
/** Changes of a member's certificate after which no further code is made: each is a new guess. */
const CHANGES_MAX = 8;
/** Room for the changes of roster under one coordinator, in the epoch that both make together. */
const REVS_PER_TERM = 2 ** 20;

export interface VerifierOptions {
  readonly room: string;
  readonly self: PeerId;
  readonly sealed: () => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly connections: Connections;
  readonly changed: () => void;
  /** A member's certificate is another than before. */
  readonly certificateChanged: (peer: PeerId) => void;
}

/** What is known of one peer, and the comparison under way with it. */
interface Case {
  trust: TrustState;
  pair: PairVerification | null;
  /** The certificate that `pair` compares. */
  certificate: Fingerprint | null;
  /** Messages of a connection whose certificate is still being read; null once it is known. */
  inbox: VerifyMessage[] | null;
  cancelRestart: () => void;
  /** How often the certificate was another than before. */
  changes: number;
  /** Which connection to this peer counts: a reading for an earlier one is dropped. */
  connection: number;
}

/** Proves who is at the other end: compares live certificates with each member, and with all at once. */
export class Verifier {
  readonly #cases = new Map<PeerId, Case>();
  readonly #group: GroupVerification | null;
  #groupEpoch = 0;

  constructor(readonly options: VerifierOptions) {
    const { room, self, random, connections, changed } = options;
    const fingerprint = connections.ownFingerprint;
    this.#group = fingerprint === null ? null : createGroupVerification({
      room,
      epoch: 0,
      self: { id: self, fingerprint },
      members: [],
      random,
      send: (to, message) => connections.sendVerify(to, JSON.stringify(message)),
      changed,
    });
  }

  get group(): GroupVerificationState | null {
    return this.#group?.state ?? null;
  }

  trustOf(peer: PeerId): PeerTrust {
    const found = this.#cases.get(peer);
    return {
      state: found?.trust ?? INITIAL_TRUST,
      pair: found?.pair?.state ?? null,
    };
  }

  /** A connection to a member is there: its certificate decides everything that follows. */
  async connected(peer: PeerId): Promise<void> {
    const found = this.#caseOf(peer);
    const connection = ++found.connection;
    found.inbox ??= [];
    const self = this.options.connections.ownFingerprint;
    const seen = await this.options.connections.peerFingerprint(peer);
    if (found.connection !== connection || this.#cases.get(peer) !== found) return;
    const fingerprint = self === null ? null : seen;
    const before = this.#fingerprintOf(peer);
    this.#happened(peer, found, {
      name: "connected",
      fingerprint,
      sealed: this.options.sealed(),
    });
    const now = found.trust.name === "changed" ? found.trust.fingerprint : null;
    if (now !== null && now !== before) this.#certificateChanged(peer, found);
    this.#compare(peer, found, self, fingerprint);
    const waiting = found.inbox ?? [];
    found.inbox = null;
    for (const message of waiting) this.#take(peer, found, message);
  }

  /** Computed when asked for: it costs some milliseconds, and few people compare by text. */
  async longCode(peer: PeerId): Promise<readonly string[] | null> {
    const own = this.options.connections.ownFingerprint;
    const other = this.#fingerprintOf(peer);
    return own === null || other === null ? null : await longCode(this.options.room, own, other);
  }

  disconnected(peer: PeerId): void {
    const found = this.#cases.get(peer);
    if (found === undefined) return;
    found.connection++;
    found.inbox = [];
    this.#happened(peer, found, { name: "disconnected" });
  }

  /** A member left: nothing that was said of them holds for whoever comes next. */
  forget(peer: PeerId): void {
    const found = this.#cases.get(peer);
    found?.cancelRestart();
    found?.pair?.close();
    this.#cases.delete(peer);
  }

  read(peer: PeerId, text: string): void {
    const found = this.#caseOf(peer);
    const message = text.length <= 1_000 ? parseJson(verifyMessageSchema, text) : null;
    if (message === null) return void found.pair?.receive(null);
    if (found.inbox === null) return this.#take(peer, found, message);
    if (found.inbox.length < INBOX_MAX) found.inbox.push(message);
  }

  /** What the person here says of a code, for the certificate that it was shown for. */
  judge(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: Fingerprint): void {
    const found = this.#cases.get(peer);
    if (found !== undefined) this.#happened(peer, found, { name: verdict, fingerprint });
  }

  /** The group's code matches on every screen: everyone it stands for is compared. */
  judgeGroup(epoch: number): void {
    const group = this.group;
    if (group?.name !== "code" || group.epoch !== epoch) return;
    for (const { id, fingerprint } of group.members) this.judge(id, "match", fingerprint);
  }

  /** The roster or a certificate changed: when everyone's is known, the group compares anew. */
  regroup(roster: Roster | null, members: readonly PeerId[]): void {
    if (roster === null) return;
    const epoch = roster.term * REVS_PER_TERM + roster.rev + 1;
    const known = members.flatMap((id) => {
      const fingerprint = this.#fingerprintOf(id);
      return fingerprint === null ? [] : [{ id, fingerprint }];
    });
    if (epoch <= this.#groupEpoch || known.length < members.length) return;
    this.#groupEpoch = epoch;
    this.#group?.next(epoch, known);
  }

  close(): void {
    for (const peer of [...this.#cases.keys()]) this.forget(peer);
    this.#group?.close();
  }

  #caseOf(peer: PeerId): Case {
    const found = this.#cases.get(peer);
    if (found !== undefined) return found;
    const fresh: Case = {
      trust: INITIAL_TRUST,
      pair: null,
      certificate: null,
      inbox: [],
      cancelRestart: () => {},
      changes: 0,
      connection: 0,
    };
    this.#cases.set(peer, fresh);
    return fresh;
  }

  #happened(peer: PeerId, found: Case, event: TrustEvent): void {
    found.trust = trustAfter(found.trust, event);
    this.options.connections.withhold(peer, withholdsMedia(found.trust));
    this.options.changed();
  }

  /** Begins the comparison for these two certificates, or takes it up again on a new connection. */
  #compare(
    peer: PeerId,
    found: Case,
    self: Fingerprint | null,
    seen: Fingerprint | null,
  ): void {
    this.#group?.reopened(peer);
    if (found.pair !== null && found.certificate === seen) return found.pair.reconnected();
    // The group's code of this epoch stood for the certificate before this one.
    if (found.pair !== null) this.#group?.next(this.#groupEpoch, []);
    found.cancelRestart();
    found.pair?.close();
    found.pair = null;
    found.certificate = seen;
    if (self === null || seen === null || found.changes > CHANGES_MAX) return;
    found.pair = createPairVerification({
      room: this.options.room,
      self,
      peer: seen,
      random: this.options.random,
      clock: this.options.clock,
      send: (message) => this.options.connections.sendVerify(peer, JSON.stringify(message)),
      changed: (state) => this.#pairChanged(peer, found, seen, state),
    });
  }

  #pairChanged(
    peer: PeerId,
    found: Case,
    fingerprint: Fingerprint,
    state: PairVerificationState,
  ): void {
    found.cancelRestart();
    if (state.name === "could-not-verify") {
      this.#happened(peer, found, { name: "gave-up", fingerprint });
    }
    if (state.name === "failed") {
      // Runs that fail are counted: somebody in the middle gets three, and then the page says so.
      found.cancelRestart = this.options.clock.after(RESTART_MS, () => found.pair?.restart());
    }
    this.options.changed();
  }

  /** A peer that goes on changing its certificate gets no further guesses at a code. */
  #certificateChanged(peer: PeerId, found: Case): void {
    found.changes++;
    this.options.certificateChanged(peer);
  }

  #take(peer: PeerId, found: Case, message: VerifyMessage): void {
    if (message.t === "group-commit" || message.t === "group-reveal") {
      void this.#group?.receive(peer, message);
    } else void found.pair?.receive(message);
  }

  /** The certificate at the other end, or, while there is no connection, the one that was. */
  #fingerprintOf(peer: PeerId): Fingerprint | null {
    const trust = this.#cases.get(peer)?.trust;
    const known = trust?.name === "connecting" ? trust.before : trust;
    return known?.fingerprint ?? null;
  }
}
