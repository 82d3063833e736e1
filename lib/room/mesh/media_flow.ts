import type { Clock } from "../../env/mod.ts";
import { type Channel, type Lane, LANES } from "../../link/mod.ts";
import { QualityController } from "../../quality/mod.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import type { PeerId } from "../../wire/fields.ts";
import { type Counterpart, mayExchange } from "./may_exchange.ts";
import { type Attempt, type MeshPeer, shownAttempt } from "./mesh_peer.ts";

export interface MediaFlowOptions {
  readonly clock: Clock;
  /** Everybody to whom there is a connection, or will be. */
  readonly peers: () => Iterable<MeshPeer>;
  /** What the host took from this peer, and from us. */
  readonly without: (peer: PeerId) => Counterpart["without"];
  /** Whether the person here said that the codes for this certificate differ. */
  readonly differs: (certificate: Fingerprint | null) => boolean;
}

/**
 * What is on each lane towards each peer. `mayExchange` is asked here, for every lane and every
 * channel of every connection, and nowhere else.
 */
export class MediaFlow {
  readonly #tracks = new Map<Lane, MediaStreamTrack>();
  readonly #quality: QualityController;

  constructor(readonly options: MediaFlowOptions) {
    this.#quality = new QualityController({
      clock: options.clock,
      links: () =>
        [...options.peers()].flatMap((peer) => {
          const shown = shownAttempt(peer);
          return shown === null ? [] : [{ link: shown.link, open: this.#willBeOpen(peer) }];
        }),
      sends: (lane) => this.#tracks.has(lane),
    });
  }

  /** Our own tracks that are on a lane. */
  get tracks(): MediaStreamTrack[] {
    return [...this.#tracks.values()];
  }

  /** Whether something may be sent to a peer, or taken from it, now. */
  may(peer: MeshPeer | undefined, what: Lane | Channel, way: "send" | "take"): boolean {
    return peer !== undefined && mayExchange(this.#counterpart(peer), what, way);
  }

  /** Whether nothing of ours goes to a peer, since their code differed. */
  differs(peer: MeshPeer): boolean {
    return peer.withheld || this.options.differs(peer.current?.seen ?? null);
  }

  /** What arrives from a peer, by lane, as far as it may be shown or played. */
  tracksOf(peer: MeshPeer | undefined): Readonly<Partial<Record<Lane, MediaStreamTrack>>> {
    const tracks = Object.entries(peer?.current?.link.tracks ?? {});
    return Object.fromEntries(
      tracks.filter(([lane]) => this.may(peer, lane as Lane, "take")),
    );
  }

  /** Puts a track on a lane towards everyone who may have it, or silences the lane. */
  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) this.#tracks.delete(lane);
    else this.#tracks.set(lane, track);
    this.#quality.checkNow();
    const open = [...this.options.peers()].filter((peer) =>
      track === null || this.may(peer, lane, "send")
    );
    if (lane === "camera") { for (const peer of this.options.peers()) this.holdCamera(peer); }
    await Promise.all(open.map((peer) => peer.current?.link.setTrack(lane, track)));
  }

  /** Makes every lane towards this peer as it should be now. */
  putTracks(peer: MeshPeer): void {
    this.checkQuality();
    for (const lane of LANES) {
      const track = this.may(peer, lane, "send") ? this.#tracks.get(lane) ?? null : null;
      put(peer.current, lane, track);
    }
    this.holdCamera(peer);
  }

  /** Takes everything off the lanes of one connection, which counts no more. */
  silence(attempt: Attempt): void {
    for (const lane of LANES) put(attempt, lane, null);
  }

  /** What may be sent changed by the host's word: makes every lane as it should be. */
  review(): void {
    for (const peer of this.options.peers()) this.putTracks(peer);
  }

  /**
   * Readies the camera where a first connection to a member, or to whoever holds the address, is on
   * its way: what may be sent once that is proven and we are in, and not before.
   */
  holdCamera(peer: MeshPeer): void {
    const once: Counterpart = { ...this.#counterpart(peer), proven: true, standing: "member" };
    const may = peer.current === null && mayExchange(once, "camera", "send");
    const camera = may ? this.#tracks.get("camera") ?? null : null;
    for (const { link, role } of peer.attempts) {
      link.hold("camera", peer.admitted || role === "dialler" ? camera : null);
    }
  }

  /** People or connections changed: looks again at what each of them may be sent. */
  checkQuality(): void {
    this.#quality.checkNow();
  }

  /** Stops looking after quality, and lets go of the tracks, which are their owner's. */
  stop(): void {
    this.#quality.stop();
    this.#tracks.clear();
  }

  #counterpart(peer: MeshPeer): Counterpart {
    return {
      proven: peer.current?.link.proven ?? false,
      standing: peer.admitted ? "member" : "guest",
      differs: this.differs(peer),
      without: this.options.without(peer.peer),
    };
  }

  /** Whether what we send flows to them, or will once their connection is proven. */
  #willBeOpen(peer: MeshPeer): boolean {
    const once: Counterpart = { ...this.#counterpart(peer), proven: true };
    return LANES.some((lane) => mayExchange(once, lane, "send"));
  }
}

function put(attempt: Attempt | null, lane: Lane, track: MediaStreamTrack | null): void {
  attempt?.link.setTrack(lane, track).catch(() => {
    // The connection closed before the track was on it: there is nobody left to send it to.
  });
}
