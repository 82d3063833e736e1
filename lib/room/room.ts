import type { Diagnostics, Lane } from "../link/mod.ts";
import type { ChatLine } from "../content/types.ts";
import { RoomError } from "../errors.ts";
import type { PublicKeyText } from "../trust/signing.ts";
import { nameSchema, type PeerId } from "../wire/fields.ts";
import type { Policy } from "../wire/policy.ts";
import type { JoiningOptions } from "./lifecycle.ts";
import { type RoomOptions, RoomParts } from "./parts.ts";
import type { Files } from "../content/files/types.ts";
import type { Ink } from "../content/ink/types.ts";
import type { Host, Room, RoomEvents, RoomState } from "./types.ts";

/** What the holder of a room has in hand: each call goes to the part of the room that it is for. */
export class RoomEngine implements Room {
  readonly #parts: RoomParts;

  constructor(readonly options: RoomOptions) {
    this.#parts = new RoomParts(options);
  }

  get files(): Files {
    return this.#parts.files;
  }

  get ink(): Ink {
    return this.#parts.ink;
  }

  get host(): Host {
    return this.#parts.host;
  }

  get state(): RoomState {
    return this.#parts.announcer.state;
  }

  /** Which room this is, from its founding until it is empty; null before we are in. */
  get session(): string | null {
    return this.#parts.membership.roster?.session ?? null;
  }

  /** Whether the room's address is ours at the broker now. */
  get holdsAddress(): boolean {
    return this.#parts.addressClaim.held;
  }

  /** Whether we have a seat now: not on the way into the room, or into another. */
  get seated(): boolean {
    return this.#parts.lifecycle.seated;
  }

  /** Whose seat this member has, as we know it; null for whoever is no member. */
  seatOf(peer: PeerId): PublicKeyText | null {
    return this.#parts.membership.claimOf(peer)?.seat ?? null;
  }

  /** What the host decided, as far as we know it now. */
  get policy(): Policy {
    return this.#parts.governance.policy;
  }

  /** Connects to the broker under our own id, ahead of the join or with it. Throws `JoinError`. */
  open(): Promise<void> {
    return this.#parts.lifecycle.open();
  }

  /**
   * Claims or joins the room. Throws `JoinError`, and leaves nothing behind when it does; `RoomError`
   * "not-host" for another key than the room's host has.
   */
  join(options: JoiningOptions = {}): Promise<void> {
    return this.#parts.lifecycle.join(options);
  }

  on<Name extends keyof RoomEvents>(
    name: Name,
    listener: (event: RoomEvents[Name]) => void,
  ): () => void {
    return this.#parts.events.on(name, listener);
  }

  setName(name: string): void {
    const parsed = nameSchema.safeParse(name);
    if (!parsed.success) throw new RoomError("bad-name", "a name has 1 to 40 characters");
    this.#parts.membership.say({ name: parsed.data, status: this.#parts.membership.self.status });
  }

  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    this.#throwIfLeft();
    const { name, status } = this.#parts.membership.self;
    const on = track !== null;
    const ability = lane === "microphone" ? "speak" : "show";
    if (on && !this.#parts.rights.may(ability)) throw notAllowed();
    if (lane !== "screen-audio" && status[lane] !== on) {
      this.#parts.membership.say({ name, status: { ...status, [lane]: on } });
    }
    await this.#parts.mesh.setTrack(lane, track);
  }

  chat(text: string, to?: PeerId): ChatLine {
    this.#throwIfLeft();
    if (!this.#parts.rights.may("send-chat")) throw notAllowed();
    if (to !== undefined) {
      this.#throwUnlessHere(to);
      this.#parts.membership.addressed(to);
    }
    const { name } = this.#parts.membership.self;
    return this.#parts.content.write(name, text, to ?? null);
  }

  broadcast(data: unknown): void {
    this.#throwIfLeft();
    this.#parts.content.sendApp("room", data);
  }

  sendTo(peer: PeerId, data: unknown): void {
    this.#throwIfLeft();
    this.#throwUnlessHere(peer);
    this.#parts.membership.addressed(peer);
    this.#parts.content.sendApp(peer, data);
  }

  compare(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: string): void {
    this.#parts.verification.judge(peer, verdict, fingerprint);
  }

  longCode(peer: PeerId): Promise<readonly string[] | null> {
    return this.#parts.verification.longCode(peer);
  }

  compareGroup(epoch: number): void {
    this.#parts.verification.judgeGroup(epoch);
  }

  redial(peer: PeerId): void {
    this.#throwIfLeft();
    this.#throwUnlessHere(peer);
    this.#parts.mesh.dial(peer, this.options.self, true);
  }

  async setHideAddress(on: boolean): Promise<void> {
    this.#throwIfLeft();
    if (!await this.#parts.relayOnly.set(on)) throw new RoomError("no-relay", "there is no relay");
  }

  networkChanged(): void {
    this.#parts.networkChanged();
  }

  stats(peer: PeerId): Promise<RTCStatsReport | null> {
    return this.#parts.mesh.stats(peer);
  }

  diagnose(peer: PeerId): Promise<Diagnostics | null> {
    return this.#parts.mesh.diagnose(peer);
  }

  audioLevel(peer: PeerId): number | null {
    return this.#parts.mesh.audioLevel(peer);
  }

  get certificate(): RTCCertificate | null {
    return this.options.links.certificate;
  }

  keepSeat(): string {
    const policy = this.#parts.governance.signed;
    return JSON.stringify({
      key: this.options.seatText,
      policy,
      trust: this.#parts.verification.save(),
    });
  }

  leave({ back = false }: { readonly back?: boolean } = {}): Promise<void> {
    return this.#parts.lifecycle.end("left", back);
  }

  #throwIfLeft(): void {
    if (this.#parts.lifecycle.left) throw new RoomError("left", "the room was left");
  }

  #throwUnlessHere(peer: PeerId): void {
    if (this.#parts.membership.has(peer)) return;
    throw new RoomError("no-such-peer", "nobody here has that id");
  }
}

function notAllowed(): RoomError {
  return new RoomError("not-allowed", "the host of the room took that from us");
}
