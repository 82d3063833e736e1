import type { PictureLimit, Quality } from "./quality.ts";
import { type Lane, LANE_KIND } from "./lanes.ts";

/** What we set of one encoding (W3C WebRTC, section 5.2.5); browsers leave out what they don't know. */
export interface SentEncoding {
  /** Whether anything is sent at all. */
  readonly active: boolean;
  readonly maxBitrate: number;
  readonly maxFramerate?: number;
  readonly scaleResolutionDownBy?: number;
  readonly priority: RTCPriorityType;
  readonly networkPriority: RTCPriorityType;
}

/** An encoding of which not everything was set. */
export type PartlySet = Pick<SentEncoding, "active"> & Partial<SentEncoding>;

/** As a sender is made, unless told otherwise. */
const ACTIVE: PartlySet = { active: true };

/** The size of a picture that nobody has told, by its shorter side. */
const LINES_UNKNOWN = 720;

/** What a lane may send; null where nothing is limited. */
export function encodingOf(
  lane: Lane,
  quality: Quality,
  settings: Pick<MediaTrackSettings, "width" | "height">,
): Omit<SentEncoding, "active"> | null {
  switch (lane) {
    case "microphone":
      // Sound goes first: what a picture loses is seen, what sound loses is not understood.
      return {
        maxBitrate: quality.microphone.kilobits * 1000,
        priority: "high",
        networkPriority: "high",
      };
    case "camera":
      return pictureEncoding(quality.camera, settings);
    case "screen":
      return pictureEncoding(quality.screen, settings);
    case "screen-audio":
      return null;
  }
}

function pictureEncoding(
  { lines, framesPerSecond, kilobits }: PictureLimit,
  { width, height }: Pick<MediaTrackSettings, "width" | "height">,
): Omit<SentEncoding, "active"> {
  const own = Math.min(width ?? LINES_UNKNOWN, height ?? LINES_UNKNOWN);
  return {
    maxBitrate: kilobits * 1000,
    maxFramerate: framesPerSecond,
    scaleResolutionDownBy: lines === null ? 1 : Math.max(1, own / lines),
    priority: "low",
    networkPriority: "low",
  };
}

/** Keeps what one connection sends within its quality. */
export class SenderParameters {
  readonly #senders = new Map<Lane, RTCRtpSender>();
  readonly #tracks = new Map<Lane, MediaStreamTrack>();
  /** Lanes of which nothing is sent yet. */
  readonly #held = new Set<Lane>();
  /** Lanes whose parameters are being set, and those whose are to be set once more after that. */
  readonly #busy = new Map<Lane, Promise<void>>();
  readonly #again = new Set<Lane>();
  /** What was last set: asking a browser for its parameters stops the page until its other threads answer. */
  readonly #set = new Map<Lane, PartlySet>();
  #quality: Quality | null = null;
  #stopped = false;

  /** What holds now; null until it was said. */
  get quality(): Quality | null {
    return this.#quality;
  }

  /** From now on this lane is sent by this sender, which was made with `made`. */
  use(lane: Lane, sender: RTCRtpSender, made: PartlySet = ACTIVE): void {
    this.#senders.set(lane, sender);
    this.#set.set(lane, made);
    this.update(lane);
  }

  setQuality(quality: Quality): void {
    this.#quality = quality;
    for (const lane of this.#senders.keys()) this.update(lane);
  }

  /** This track is about to be sent on a lane: its size may be another than that of the one before. */
  expect(lane: Lane, track: MediaStreamTrack | null): void {
    this.#held.delete(lane);
    if (track === null) this.#tracks.delete(lane);
    else this.#tracks.set(lane, track);
    this.update(lane);
  }

  /**
   * This track may be sent on a lane later. True once the browser sends nothing that is on the lane
   * until it is expected; false where it would, or the track is expected by now.
   */
  async hold(lane: Lane, track: MediaStreamTrack): Promise<boolean> {
    this.#held.add(lane);
    this.#tracks.set(lane, track);
    this.update(lane);
    while (this.#busy.has(lane)) await this.#busy.get(lane);
    return this.#held.has(lane) && this.#set.get(lane)?.active === false;
  }

  /** Sets a lane's parameters where they are not as they should be. */
  update(lane: Lane): void {
    if (this.#stopped) return;
    if (this.#busy.has(lane)) return void this.#again.add(lane);
    const work = this.#change(lane);
    if (work === null) return;
    this.#busy.set(
      lane,
      work.finally(() => {
        this.#busy.delete(lane);
        if (this.#again.delete(lane)) this.update(lane);
      }),
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#senders.clear();
    this.#tracks.clear();
  }

  /** Null where there is nothing to do. */
  #change(lane: Lane): Promise<void> | null {
    const sender = this.#senders.get(lane);
    const track = this.#tracks.get(lane);
    // A lane without a track sends nothing whatever its parameters are.
    if (sender === undefined || track === undefined) return null;
    // What is held sends nothing, so that its limits can wait: they are set as it becomes active.
    const wanted = this.#held.has(lane)
      ? { active: false }
      : { active: true, ...this.#limits(lane, track) };
    const before = this.#set.get(lane) ?? ACTIVE;
    if (same(wanted, before)) return null;
    const parameters = sender.getParameters();
    // Before a connection is negotiated some browsers have none; its lanes are looked at again then.
    const encoding = parameters.encodings?.[0];
    if (encoding === undefined) return null;
    Object.assign(encoding, wanted);
    this.#set.set(lane, wanted);
    return sender.setParameters(parameters).catch(() => {
      // The connection closed, or was negotiated at this moment so that these are out of date: they are
      // set with the next change. A browser that refuses them goes on by its own defaults.
      this.#set.set(lane, before);
    });
  }

  #limits(lane: Lane, track: MediaStreamTrack) {
    return this.#quality && encodingOf(lane, this.#quality, sizeOf(lane, track));
  }
}

function sizeOf(lane: Lane, track: MediaStreamTrack): MediaTrackSettings {
  return LANE_KIND[lane] === "video" ? track.getSettings() : {};
}

function same(one: PartlySet, other: PartlySet): boolean {
  return one.active === other.active && one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy;
}
