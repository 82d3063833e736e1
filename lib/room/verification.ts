import type { Clock, Random } from "../env/mod.ts";
import {
  type ConnectedTrust,
  createGroupVerification,
  createPairVerification,
  type Fingerprint,
  type GroupVerification,
  type GroupVerificationState,
  INITIAL_TRUST,
  longCode,
  type PairVerificationState,
  trustAfter,
  type TrustEvent,
  type TrustState,
  withholdsMedia,
} from "../trust/mod.ts";
import { parseJson } from "../wire/json.ts";
import type { Roster } from "../wire/control.ts";
import { type VerifyMessage, verifyMessageSchema } from "../wire/verify.ts";
import type { Mesh } from "./mesh/mesh.ts";
import { foldedName } from "./folded_name.ts";
import { type CertificateVerdict, keptCode, type SavedVerdict, Verdicts } from "./verdicts.ts";
import type { PeerTrust } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";

/** Messages that may wait while a certificate is being read. */
const INBOX_MAX = 16;
/** Milliseconds before a comparison that failed is run again. */
const RESTART_MS = 1_000;
/** Changes of a member's certificate after which no further code is made: each is a new guess. */
const CHANGES_MAX = 8;
/** People whose codes were compared and who went, that are remembered. */
const COMPARED_MAX = 64;
/** Room for the changes of roster under one coordinator, in the epoch that both make together. */
const REVS_PER_TERM = 2 ** 20;

export interface VerificationOptions {
  readonly room: string;
  readonly self: PeerId;
  /** Whether the introductions of this visit were sealed. */
  readonly sealed: () => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly mesh: Mesh;
  /** What was said before a reload. */
  readonly saved: readonly SavedVerdict[];
  /** Who a member is to people: by their seat, and by the name that they go by. */
  readonly memberOf: (peer: PeerId) => { readonly seat: string; readonly name: string } | null;
  readonly changed: () => void;
  /** A member's certificate is another than before. */
  readonly certificateChanged: (peer: PeerId) => void;
  /** Whether what we send to a member changed, by what the person here said. */
  readonly withheld: (peer: PeerId, withheld: boolean) => void;
}

/** What is known of one peer, and the comparison under way with it. */
interface Case {
  trust: TrustState;
  /** What is known of the certificate at the other end now; null while none is. */
  judgement: CertificateVerdict | null;
  /** The certificate that `judgement` is about. */
  certificate: Fingerprint | null;
  /** Messages of a connection whose certificate is still being read; null once it is known. */
  inbox: VerifyMessage[] | null;
  cancelRestart: () => void;
  /** How often the certificate was another than before. */
  changes: number;
  /** Which connection to this peer counts: a reading for an earlier one is dropped. */
  connection: number;
  withheld: boolean;
}

/** Somebody whose code was compared, and who went: whoever comes in their place is held to it. */
interface Compared {
  readonly seat: string;
  readonly name: string;
  readonly trust: ConnectedTrust;
}

/** Proves who is at the other end: compares live certificates with each member, and with all at once. */
export class Verification {
  readonly #cases = new Map<PeerId, Case>();
  readonly #verdicts: Verdicts;
  #compared: Compared[] = [];
  readonly #group: GroupVerification | null;
  #groupEpoch = 0;

  constructor(readonly options: VerificationOptions) {
    const { room, self, random, mesh, changed } = options;
    this.#verdicts = new Verdicts(options.saved);
    const fingerprint = mesh.ownFingerprint;
    this.#group = fingerprint === null ? null : createGroupVerification({
      room,
      epoch: 0,
      self: { id: self, fingerprint },
      members: [],
      random,
      send: (to, message) => mesh.sendVerify(to, JSON.stringify(message)),
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
      pair: found?.judgement?.pair?.state ?? null,
    };
  }

  /** Whether the person here said that the codes for this certificate differ. */
  differs(certificate: Fingerprint | null): boolean {
    return this.#verdicts.verdictOn(certificate) === "differ";
  }

  /** What a reload needs to go on where this page was. */
  save(): SavedVerdict[] {
    return this.#verdicts.save();
  }

  /** A connection to a member is there: its certificate decides everything that follows. */
  async connected(peer: PeerId): Promise<void> {
    const found = this.#caseOf(peer);
    const connection = ++found.connection;
    found.inbox ??= [];
    const self = this.options.mesh.ownFingerprint;
    const seen = await this.options.mesh.peerFingerprint(peer);
    if (found.connection !== connection || this.#cases.get(peer) !== found) return;
    const fingerprint = self === null ? null : seen;
    const verdict = this.#verdicts.verdictOn(fingerprint);
    if (verdict === null) this.#takesThePlaceOf(peer, found);
    const before = this.#fingerprintOf(peer);
    const connected = { name: "connected", fingerprint, sealed: this.options.sealed() } as const;
    // One step for whoever looks: a certificate of which something was said is never seen without it.
    found.trust = trustAfter(found.trust, connected);
    if (verdict !== null && fingerprint !== null) {
      found.trust = trustAfter(found.trust, { name: verdict, fingerprint });
    }
    this.#settled(peer, found);
    const now = found.trust.name === "changed" ? found.trust.fingerprint : null;
    if (now !== null && now !== before) this.#certificateChanged(peer, found);
    this.#compare(peer, found, self, fingerprint);
    const waiting = found.inbox ?? [];
    found.inbox = null;
    for (const message of waiting) this.#take(peer, found, message);
  }

  /** Computed when asked for: it costs some milliseconds, and few people compare by text. */
  async longCode(peer: PeerId): Promise<readonly string[] | null> {
    const own = this.options.mesh.ownFingerprint;
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

  /** A member left. What was said of their certificate holds for the visit. */
  forget(peer: PeerId): void {
    const found = this.#cases.get(peer);
    if (found === undefined) return;
    found.cancelRestart();
    this.#rememberCompared(peer, found);
    if (found.judgement !== null) found.judgement.send = found.judgement.changed = () => {};
    this.#cases.delete(peer);
  }

  read(peer: PeerId, text: string): void {
    const found = this.#caseOf(peer);
    const message = text.length <= 1_000 ? parseJson(verifyMessageSchema, text) : null;
    if (message === null) return void found.judgement?.pair?.onMessage(null);
    if (found.inbox === null) return this.#take(peer, found, message);
    if (found.inbox.length < INBOX_MAX) found.inbox.push(message);
  }

  /** What the person here says of a code, for the certificate that it was shown for. */
  judge(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: Fingerprint): void {
    const found = this.#cases.get(peer);
    if (found === undefined || found.certificate !== fingerprint) return;
    this.#verdicts.of(fingerprint).verdict = verdict === "withdraw" ? null : verdict;
    this.#happened(peer, found, { name: verdict, fingerprint });
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
    this.#verdicts.close();
    this.#group?.close();
  }

  #caseOf(peer: PeerId): Case {
    const found = this.#cases.get(peer);
    if (found !== undefined) return found;
    const fresh: Case = {
      trust: INITIAL_TRUST,
      judgement: null,
      certificate: null,
      inbox: [],
      cancelRestart: () => {},
      changes: 0,
      connection: 0,
      withheld: false,
    };
    this.#cases.set(peer, fresh);
    return fresh;
  }

  #happened(peer: PeerId, found: Case, event: TrustEvent): void {
    found.trust = trustAfter(found.trust, event);
    this.#settled(peer, found);
  }

  #settled(peer: PeerId, found: Case): void {
    const withheld = withholdsMedia(found.trust);
    this.options.mesh.withhold(peer, withheld);
    if (withheld !== found.withheld) this.options.withheld(peer, withheld);
    found.withheld = withheld;
    this.options.changed();
  }

  /**
   * Somebody came under a certificate of which nothing was said. Where they take the place of somebody
   * whose code was compared, by their seat or by their name, that certificate is the one before.
   */
  #takesThePlaceOf(peer: PeerId, found: Case): void {
    if (found.trust.name !== "connecting" || found.trust.before !== null) return;
    const member = this.options.memberOf(peer);
    if (member === null) return;
    const same = ({ seat, name }: Compared) =>
      seat === member.seat || name === foldedName(member.name);
    const before = this.#compared.find(same);
    if (before === undefined) return;
    this.#compared = this.#compared.filter((other) => other !== before);
    found.trust = { name: "connecting", before: before.trust };
  }

  #rememberCompared(peer: PeerId, { trust }: Case): void {
    const last = trust.name === "connecting" ? trust.before : trust;
    const judged = last?.name === "compared" || last?.name === "differ" || last?.name === "changed";
    const member = this.options.memberOf(peer);
    if (last === null || !judged || member === null) return;
    const { seat, name } = member;
    const others = this.#compared.filter((other) => other.seat !== seat);
    this.#compared = [...others, { seat, name: foldedName(name), trust: last }].slice(
      -COMPARED_MAX,
    );
  }

  /** Begins the comparison for these two certificates, or takes it up again on a new connection. */
  #compare(
    peer: PeerId,
    found: Case,
    self: Fingerprint | null,
    seen: Fingerprint | null,
  ): void {
    this.#group?.reopened(peer);
    // The group's code of this epoch stood for the certificate before this one.
    if (found.certificate !== null && found.certificate !== seen) {
      this.#group?.next(this.#groupEpoch, []);
    }
    found.cancelRestart();
    found.judgement = null;
    found.certificate = seen;
    if (self === null || seen === null || found.changes > CHANGES_MAX) return;
    const judgement = this.#verdicts.of(seen);
    found.judgement = judgement;
    judgement.send = (text) => this.options.mesh.sendVerify(peer, text);
    judgement.changed = (state) => this.#pairChanged(peer, found, seen, state);
    if (judgement.pair !== null) {
      judgement.pair.reconnected();
      return this.#pairChanged(peer, found, seen, judgement.pair.state);
    }
    judgement.pair = createPairVerification({
      room: this.options.room,
      epoch: judgement.before?.epoch ?? 1,
      aborted: judgement.before?.aborted ?? 0,
      code: keptCode(judgement),
      self,
      peer: seen,
      random: this.options.random,
      clock: this.options.clock,
      send: (message) => judgement.send(JSON.stringify(message)),
      changed: (state) => judgement.changed(state),
    });
    this.#pairChanged(peer, found, seen, judgement.pair.state);
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
      found.cancelRestart = this.options.clock.after(
        RESTART_MS,
        () => found.judgement?.pair?.restart(),
      );
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
      void this.#group?.onMessage(peer, message);
    } else void found.judgement?.pair?.onMessage(message);
  }

  /** The certificate at the other end, or, while there is no connection, the one that was. */
  #fingerprintOf(peer: PeerId): Fingerprint | null {
    const trust = this.#cases.get(peer)?.trust;
    const known = trust?.name === "connecting" ? trust.before : trust;
    return known?.fingerprint ?? null;
  }
}
