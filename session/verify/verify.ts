import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PeerId, PeerView, Room, RoomState } from "../../lib/mod.ts";
import type { Random } from "../../lib/env/mod.ts";
import { newLinkKey } from "../../lib/trust/link_key.ts";
import type { Fingerprint, SafetyCode } from "../../lib/trust/mod.ts";
import { type TrustState, withholdsMedia } from "../../lib/trust/trust_state.ts";
import { hueOf, initials } from "../names.ts";
import { inviteLink, type PageAddress, readPlace } from "../link/room_link.ts";
import { lastingTrust, type ShieldTone, TONE } from "./shield.ts";
import {
  groupFailureText,
  howText,
  pairWaitingText,
  refusedText,
  sealText,
  trustWords,
} from "./wording.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { listed, say } from "../../texts/mod.ts";

export type Verdict = "match" | "differ" | "withdraw";

/** The code for comparison by text. "none": there is nothing to make it of. */
export type LongCodeView =
  | { readonly name: "none" }
  | { readonly name: "offered" }
  | { readonly name: "computing" }
  | { readonly name: "shown"; readonly groups: readonly string[] };

/** One person in the panel. */
export interface VerifyRow {
  readonly peer: PeerId;
  readonly name: string;
  readonly initials: string;
  readonly hue: number;
  readonly trust: TrustState["name"];
  readonly tone: ShieldTone;
  readonly title: string;
  readonly text: string;
  readonly code: SafetyCode | null;
  /** What stands in the code's place while there is none. */
  readonly waiting: string | null;
  readonly long: LongCodeView;
  /** The certificate that the codes shown here stand for, and that a verdict is about. */
  readonly fingerprint: Fingerprint | null;
  /** What can be said of the codes now. */
  readonly verdicts: readonly Verdict[];
  /** True when nothing of ours goes to this person, and the panel says what to do. */
  readonly withheld: boolean;
}

/** The code for the whole room. */
export type GroupView =
  /** With fewer than three people the code of the pair is the only one, on both screens. */
  | { readonly name: "none" }
  | { readonly name: "waiting"; readonly text: string }
  | { readonly name: "failed"; readonly text: string }
  | {
    readonly name: "code";
    readonly epoch: number;
    readonly code: SafetyCode;
    /** "open": it can be said that it matches. "said": everyone is compared. "blocked": see `text`. */
    readonly verdict: "open" | "said" | "blocked";
    readonly text: string;
  };

/** Everything that the verify panel shows and does. */
export interface Verify {
  readonly how: ReadonlySignal<string>;
  readonly group: ReadonlySignal<GroupView>;
  readonly rows: ReadonlySignal<readonly VerifyRow[]>;
  readonly seal: ReadonlySignal<{ readonly sealed: boolean; readonly text: string }>;
  /** How many introductions were refused, in words; null for none. */
  readonly refused: ReadonlySignal<string | null>;
  /** Says what a comparison gave, about the codes in `row` as it was shown. */
  judge(row: VerifyRow, verdict: Verdict): void;
  judgeGroup(epoch: number): void;
  showLongCode(peer: PeerId): Promise<void>;
  /** Leaves, and opens the room of the same name under a new key, which nobody knows yet. */
  openNewRoom(): Promise<void>;
}

/** What the panel stands on. */
export interface VerifyOptions {
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly leave: () => Promise<void>;
  readonly random: Random;
  readonly address: () => PageAddress;
  readonly open: (link: string) => void;
}

/** Long codes by the certificate that they stand for; those of another room never count. */
interface LongCodes {
  readonly room: Room;
  readonly codes: ReadonlyMap<Fingerprint, LongCodeView>;
}

/** Makes the panel's store. It only follows the room, so nothing needs to be ended. */
export function createVerify(options: VerifyOptions): Verify {
  const { room, state } = options;
  const longCodes = signal<LongCodes | null>(null);
  const peers = computed(() => state.value?.peers ?? []);

  function keepLongCode(of: Room, fingerprint: Fingerprint, view: LongCodeView): void {
    const kept = longCodes.peek();
    const before = kept?.room === of ? kept.codes : [];
    longCodes.value = { room: of, codes: new Map([...before, [fingerprint, view]]) };
  }

  return {
    how: computed(() => howText(peers.value)),
    group: computed(() => state.value === null ? { name: "none" } : groupView(state.value)),
    rows: computed(() => {
      const kept = longCodes.value;
      const codes = kept !== null && kept.room === room.value ? kept.codes : null;
      return peers.value.map((peer) => rowOf(peer, codes));
    }),
    seal: computed(() => {
      const sealed = state.value?.sealed ?? false;
      return { sealed, text: sealText(sealed) };
    }),
    refused: computed(() => refusedText(state.value?.refusedSignals ?? 0)),
    judge(row, verdict) {
      if (row.fingerprint !== null) room.peek()?.compare(row.peer, verdict, row.fingerprint);
    },
    judgeGroup(epoch) {
      room.peek()?.compareGroup(epoch);
    },
    async showLongCode(peer) {
      const asked = room.peek();
      const view = asked?.state.peers.find(({ member }) => member.id === peer);
      const fingerprint = view === undefined ? null : usedCertificate(view.trust.state);
      if (asked === null || fingerprint === null) return;
      keepLongCode(asked, fingerprint, { name: "computing" });
      const groups = await asked.longCode(peer);
      const shown: LongCodeView = groups === null ? { name: "none" } : { name: "shown", groups };
      if (room.peek() === asked) keepLongCode(asked, fingerprint, shown);
    },
    async openNewRoom() {
      const room = state.peek()?.room;
      const place = readPlace(options.address());
      if (room === undefined || place.name !== "room") return;
      const key = newLinkKey(options.random);
      const link = inviteLink(options.address(), { ...place, room, key });
      await options.leave();
      options.open(link);
    },
  };
}

/** The certificate at the other end now; null while there is none to be seen. */
function usedCertificate(trust: TrustState): Fingerprint | null {
  return trust.name === "connecting" ? null : trust.fingerprint;
}

function rowOf(
  { member, trust: { state, pair } }: PeerView,
  longCodes: LongCodes["codes"] | null,
): VerifyRow {
  const fingerprint = usedCertificate(state);
  const code = fingerprint !== null && pair?.name === "code" ? pair.code : null;
  const long: LongCodeView = fingerprint === null
    ? { name: "none" }
    : longCodes?.get(fingerprint) ?? { name: "offered" };
  return {
    peer: member.id,
    name: member.name,
    initials: initials(member.name),
    hue: hueOf(member.id),
    trust: state.name,
    tone: TONE[lastingTrust(state).name],
    ...trustWords(state, member.name),
    code,
    waiting: fingerprint === null || code !== null ? null : pairWaitingText(pair, member.name),
    long,
    fingerprint,
    verdicts: verdictsOn(state, code !== null || long.name === "shown"),
    withheld: withholdsMedia(state),
  };
}

/** What can be said of somebody: nothing without a code on the screen, and no verdict twice. */
function verdictsOn(state: TrustState, codeShown: boolean): readonly Verdict[] {
  if (state.name === "connecting") return [];
  if (state.name === "compared") return ["withdraw"];
  // They read the codes again, and found that somebody misread.
  if (state.name === "differ") return codeShown ? ["match", "withdraw"] : ["withdraw"];
  return codeShown ? ["match", "differ"] : [];
}

function groupView({ group, peers }: RoomState): GroupView {
  if (peers.length < 2) return { name: "none" };
  const t = verifyTexts().group;
  const nameOf = new Map(peers.map(({ member }) => [member.id, member.name]));
  const names = (ids: readonly PeerId[]) => listed(ids.map((id) => nameOf.get(id) ?? t.somebody));
  if (group === null) {
    return {
      name: "failed",
      text: t.noOwnCertificate,
    };
  }
  const unseen = peers.filter(({ trust }) => certificateHidden(trust.state));
  if (unseen.length > 0) {
    const who = names(unseen.map(({ member }) => member.id));
    return { name: "failed", text: say(t.hidden, { names: who }) };
  }
  if (group.name === "failed") {
    const who = group.member === null ? null : names([group.member]);
    return { name: "failed", text: groupFailureText(group.code, who) };
  }
  const uncovered = uncoveredBy(group.name === "code" ? group.members : [], peers);
  if (group.name !== "code" || uncovered.length > 0) {
    const missing = "missing" in group && group.missing.length > 0 ? group.missing : uncovered;
    return {
      name: "waiting",
      text: say(t.waiting, { names: names(missing) }),
    };
  }
  return { name: "code", epoch: group.epoch, code: group.code, ...groupVerdict(peers) };
}

function certificateHidden(trust: TrustState): boolean {
  return trust.name === "could-not-verify" && trust.reason === "no-certificate";
}

/** Who is here under another certificate than the code stands for, or was not here when it was made. */
function uncoveredBy(
  members: readonly { readonly id: PeerId; readonly fingerprint: Fingerprint }[],
  peers: readonly PeerView[],
): readonly PeerId[] {
  const covered = new Map(members.map(({ id, fingerprint }) => [id, fingerprint]));
  return peers
    .filter(({ member, trust }) => {
      const fingerprint = usedCertificate(trust.state);
      return fingerprint === null || covered.get(member.id) !== fingerprint;
    })
    .map(({ member }) => member.id);
}

function groupVerdict(
  peers: readonly PeerView[],
): Pick<Extract<GroupView, { name: "code" }>, "verdict" | "text"> {
  const t = verifyTexts().group;
  const differing = peers.filter(({ trust }) => trust.state.name === "differ");
  if (differing.length > 0) {
    const who = listed(differing.map(({ member }) => member.name));
    return { verdict: "blocked", text: say(t.blocked, { names: who }) };
  }
  return peers.every(({ trust }) => trust.state.name === "compared")
    ? { verdict: "said", text: t.said }
    : {
      verdict: "open",
      text: t.open,
    };
}
