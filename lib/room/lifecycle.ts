import type { Clock, Random } from "../env/mod.ts";
import { JoinError, type JoinErrorCode } from "../errors.ts";
import type { Broker } from "../signal/mod.ts";
import type { Signer } from "../trust/signing.ts";
import type { Roster } from "../wire/control.ts";
import type { PeerId } from "../wire/fields.ts";
import type { SignedPolicy } from "../wire/policy.ts";
import type { AddressClaim } from "./entry/address_claim.ts";
import { ClaimOrJoin } from "./entry/claim_or_join.ts";
import type { HostControls } from "./host/host_controls.ts";
import type { HostEffects } from "./host/host_effects.ts";
import type { LinkKeys } from "./link_keys.ts";
import type { Membership } from "./members/membership.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { Governance } from "./policy/governance.ts";
import type { ControlQueue } from "./signalling/control_queue.ts";
import type { SignalRouter } from "./signalling/signal_router.ts";
import type { LeaveReason, RoomPhase } from "./types.ts";

/** Milliseconds between attempts to get our own id back from whoever took it. */
const OPEN_AGAIN_MS = 3_000;

/** How a room is joined. */
export interface JoiningOptions {
  /** Gives the join up. */
  readonly signal?: AbortSignal | undefined;
  /** A line for the host. */
  readonly note?: string | undefined;
  /** The room's host key, for whoever has it. */
  readonly hostKey?: Signer | undefined;
  /** What the host's device kept of the host's decisions. */
  readonly policy?: SignedPolicy | null;
}

export interface LifecycleOptions {
  readonly self: PeerId;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly random: Random;
  /** What the host had decided when our seat was kept. */
  readonly keptPolicy: SignedPolicy | null;
  /** Signals that were refused so far. */
  readonly refusedSignals: () => number;
  readonly changed: () => void;
  /** The room is left: everything but signals is closed. `back`: we may come back soon. */
  readonly close: (back: boolean) => void;
  /** The last that is told to those who listen. */
  readonly ended: () => void;
}

/** The parts of a room by which somebody comes in, and goes. */
export interface LifecycleParts {
  readonly addressClaim: AddressClaim;
  readonly controlQueue: ControlQueue;
  readonly governance: Governance;
  readonly host: HostControls;
  readonly hostEffects: HostEffects;
  readonly keys: LinkKeys;
  readonly membership: Membership;
  readonly mesh: Mesh;
  readonly router: SignalRouter;
}

/** From the first step towards a room to its end: on the way in, seated, on the way again, or left. */
export class Lifecycle {
  #phase: RoomPhase = { name: "joining", step: "claiming" };
  #entry: ClaimOrJoin | null = null;
  #opening: Promise<void> | null = null;
  /** When the last goodbye is said, and the sockets are closed. */
  #ended: Promise<void> = Promise.resolve();
  #note = "";

  /** `parts` is asked when something happens, and not before all of them are there. */
  constructor(readonly options: LifecycleOptions, readonly parts: LifecycleParts) {}

  get phase(): RoomPhase {
    return this.#phase;
  }

  get left(): boolean {
    return this.#phase.name === "left";
  }

  /** Our way in, while we are on it. */
  get entry(): ClaimOrJoin | null {
    return this.#entry;
  }

  /** Whether we have a seat now: not on the way into the room, or into another half of it. */
  get seated(): boolean {
    return this.#phase.name === "joined" && this.#entry === null;
  }

  /** Connects to the broker under our own id, ahead of the join or with it. Throws `JoinError`. */
  open(): Promise<void> {
    return this.#opening ??= this.#openMailbox().catch((error) => {
      this.#opening = null;
      throw error;
    });
  }

  /**
   * Claims or joins the room. Throws `JoinError`, and leaves nothing behind when it does; `RoomError`
   * "not-host" for another key than the room's host has.
   */
  async join({ signal, note = "", hostKey, policy }: JoiningOptions): Promise<void> {
    this.#note = note;
    if (hostKey !== undefined) await this.parts.host.unlock(hostKey);
    const abort = () => void this.end("left");
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    try {
      await Promise.all([this.open(), this.#begin(policy ?? null)]);
    } catch (error) {
      await this.end("failed");
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** The room went on without us, or moves: come in again by the door, with the connections we have. */
  rejoin(): void {
    this.#enter(false).catch((error) => {
      if (!(error instanceof JoinError)) throw error;
      void this.end(LEFT_BY[error.code] ?? "failed");
    });
  }

  /** A connection can carry a hello: its other end is to hear who we are. */
  opened(peer: PeerId): void {
    if (peer !== this.parts.keys.address) return;
    if (this.#entry !== null) this.#entry.opened();
    else this.parts.membership.opened(peer);
  }

  /** Ends the room, once. Resolves when everything is released. */
  end(reason: LeaveReason, back = false): Promise<void> {
    if (this.#phase.name === "left") return this.#ended;
    const { router, addressClaim } = this.parts;
    this.#phase = { name: "left", reason };
    this.#entry?.abort(aborted());
    this.#entry = null;
    this.options.close(back);
    this.#ended = router.drained().then(() => {
      addressClaim.close();
      router.close();
    });
    this.options.ended();
    return this.#ended;
  }

  async #begin(policy: SignedPolicy | null): Promise<void> {
    const { governance, host, membership } = this.parts;
    const { keptPolicy } = this.options;
    await governance.vouch([membership.self]);
    if (keptPolicy !== null) await governance.adopt(keptPolicy);
    // A key speaks for itself; what a host by name decided, only they themselves put back.
    if (policy !== null && (governance.options.host.kind === "key" || host.open)) {
      await governance.adopt(policy);
    }
    await this.#enter(true);
  }

  async #enter(mayFound: boolean): Promise<void> {
    if (this.#phase.name === "left") throw whyLeft(this.#phase.reason);
    const { membership, host } = this.parts;
    this.#entry = this.#wayIn(mayFound);
    const entered = await this.#entry.run();
    // A member sat down when the welcome came, and may be on the way to another room already.
    if (entered === "member") return;
    this.#entry = null;
    membership.found();
    host.entered();
    void host.begun();
    this.#become({ name: "joined", role: "member" });
  }

  #wayIn(mayFound: boolean): ClaimOrJoin {
    const { keys, governance, mesh, addressClaim, hostEffects, membership } = this.parts;
    const { clock, random, refusedSignals } = this.options;
    return new ClaimOrJoin({
      // Whoever opens the host's key on the way in says so from the next dial on.
      get self() {
        return membership.self;
      },
      note: this.#note,
      address: () => keys.address,
      mayFound,
      hosted: governance.hosted,
      clock,
      random,
      mesh,
      addressClaim,
      step: (phase) => this.#become(phase),
      refused: refusedSignals,
      isHost: () => governance.isHostsOwn(membership.self),
      mayClaim: () => governance.mayFound(membership.self),
      mayTake: (roster) => hostEffects.mayTake(roster),
      isAnother: (roster) => hostEffects.isAnother(roster),
      object: () => hostEffects.object(),
      seat: (roster) => this.#takeSeat(roster),
    });
  }

  #takeSeat(roster: Roster): void {
    const { mesh, keys, controlQueue, membership, host } = this.parts;
    this.#entry = null;
    mesh.rename(keys.address, roster.coordinator, this.options.self);
    controlQueue.rename(keys.address, roster.coordinator);
    mesh.admit(roster.coordinator);
    // Inside is who came by the same link, as we did, or has yet to hear of it from the host.
    keys.keep(new Set());
    membership.enter(roster);
    mesh.hearEarly(roster.coordinator);
    host.entered();
    this.#become({ name: "joined", role: "member" });
  }

  async #openMailbox(): Promise<void> {
    const { broker, self, changed } = this.options;
    const { router } = this.parts;
    const mailbox = await broker.open(self, {
      signal: (envelope, payload) => router.onPayload(envelope, payload),
      expired: (dst) => this.#expired(dst),
      state: (state) => {
        if (state === "open") this.#entry?.reachable();
        if (state === "lost") this.#openAgainLater();
        changed();
      },
    });
    if (mailbox === "taken") {
      throw new JoinError("broker-refused", "the broker says that a fresh random id is taken");
    }
    if (this.left) mailbox.close();
    else router.useMailbox(mailbox);
  }

  /** Our id was taken while the broker did not hear us: it is ours again once they let go of it. */
  #openAgainLater(): void {
    this.options.clock.after(OPEN_AGAIN_MS, () => {
      if (this.left) return;
      this.#openMailbox().catch((error) => {
        if (!(error instanceof JoinError)) throw error;
        this.#openAgainLater();
      });
    });
  }

  #expired(dst: PeerId): void {
    if (dst === this.parts.keys.address) this.#entry?.expired();
    else this.parts.membership.vanished(dst);
  }

  #become(phase: RoomPhase): void {
    if (this.#phase.name === "left") return;
    this.#phase = phase;
    this.options.changed();
  }
}

/** How a room ends that would not take us back. */
const LEFT_BY: Readonly<Partial<Record<JoinErrorCode, LeaveReason>>> = {
  removed: "removed",
  locked: "refused",
  denied: "refused",
};

/** Why there is nothing to enter any more: a policy that we brought along may have removed us. */
function whyLeft(reason: LeaveReason): JoinError {
  return reason === "removed"
    ? new JoinError("removed", "the host removed us from this room")
    : aborted();
}

function aborted(): JoinError {
  return new JoinError("aborted", "the join was given up");
}
