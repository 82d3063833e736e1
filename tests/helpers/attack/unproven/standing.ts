import type { Page } from "puppeteer-core";
import type { PeerId } from "../../../../lib/mod.ts";
import { ATTACKERS_COLOUR, ATTACKERS_TONE_HZ } from "./show.ts";

/** What a victim's page says that it must not say while the true call stands. */
export interface Strange {
  /** What kind of thing: a picture or sound that is not the other's, who is listed, the link, a badge. */
  readonly about: "drawn" | "played" | "listed" | "link" | "trust";
  readonly what: string;
}

/** What a victim's page saw since `mark`. */
export interface Seen {
  /** New pictures of the true tracks, by whose they are. */
  readonly frames: Readonly<Record<PeerId, number>>;
  readonly strange: readonly Strange[];
  /** What the badge in the header says now. */
  readonly shield: string;
  readonly refusedSignals: number;
  /** Looks at everything on the page: without any, nothing strange means nothing. */
  readonly looks: number;
}

/** The page's global scope, in code that travels there. */
interface StandingPage {
  standingForTests: { mark(): void; seen(): Seen };
}

/**
 * Begins to watch the call as it is now, for the truth: these people, these tracks, these
 * certificates. Whatever is listed, drawn, played or claimed besides is strange.
 */
export async function watchStanding(page: Page): Promise<void> {
  await page.evaluate(watch, ATTACKERS_COLOUR, ATTACKERS_TONE_HZ);
}

/** Forgets what was seen so far. */
export async function markStanding(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as StandingPage).standingForTests.mark());
}

export async function seenBy(page: Page): Promise<Seen> {
  return await page.evaluate(() => (globalThis as unknown as StandingPage).standingForTests.seen());
}

/** Runs in the page. Self-contained: it travels as source text. */
function watch(colour: string, tone: number): void {
  const room = globalThis.kibitz?.room;
  if (!room) throw new Error("the page is in no room");
  const peersNow = () => globalThis.kibitz?.state?.peers ?? [];
  const trustOf = ({ trust: { state } }: ReturnType<typeof peersNow>[number]) =>
    `${state.name} ${state.name === "connecting" ? "" : state.fingerprint}`;
  const truth = new Map(
    peersNow().map((peer) => [peer.member.id, {
      name: peer.member.name,
      camera: peer.tracks.camera,
      trust: trustOf(peer),
    }]),
  );
  const known = new Set<MediaStreamTrack>(
    peersNow().flatMap(({ tracks }) => Object.values(tracks)),
  );
  const shield = () =>
    document.querySelector('[data-testid="shield"]')?.getAttribute("data-trust") ?? "none";
  const shieldInTruth = shield();
  let strange = new Map<string, Strange>();
  let frames: Record<string, number> = {};
  let looks = 0;
  const note = (about: Strange["about"], what: string) =>
    strange.set(`${about} ${what}`, { about, what });
  const trackOf = (element: HTMLMediaElement, kind: "audio" | "video") =>
    element.srcObject instanceof MediaStream
      ? element.srcObject.getTracks().find((track) => track.kind === kind)
      : undefined;

  // ---- pictures
  const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const paint = new OffscreenCanvas(8, 8).getContext("2d", { willReadFrequently: true });
  const showsAttacker = (video: HTMLVideoElement) => {
    if (paint === null || video.videoWidth < 16) return false;
    paint.drawImage(video, 0, 0, 8, 8);
    const [red, green, blue] = paint.getImageData(4, 4, 1, 1).data;
    return [red, green, blue].every((value, at) => Math.abs(value - wanted[at]) < 60);
  };
  const others = () =>
    [...document.querySelectorAll("video")].filter((video) =>
      video.closest("[data-self]") === null
    );
  const counted = new WeakSet<HTMLVideoElement>();
  const count = (video: HTMLVideoElement) => {
    const id = video.closest("[data-peer]")?.getAttribute("data-peer") ?? "";
    const next = () => {
      if (trackOf(video, "video") === truth.get(id)?.camera) frames[id] = (frames[id] ?? 0) + 1;
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
    counted.add(video);
  };

  // ---- sounds
  const audio = new AudioContext();
  const analysers = new Map<MediaStreamTrack, AnalyserNode>();
  const bins = new Float32Array(1024);
  const playsAttacker = (track: MediaStreamTrack) => {
    const analyser = analysers.get(track) ?? new AnalyserNode(audio, { fftSize: 2048 });
    if (!analysers.has(track)) {
      audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      analysers.set(track, analyser);
    }
    analyser.getFloatFrequencyData(bins);
    const loudest = bins.indexOf(bins.reduce((most, value) => Math.max(most, value), -Infinity));
    const hertz = loudest * audio.sampleRate / analyser.fftSize;
    return bins[loudest] > -50 && Math.abs(hertz - tone) < 60;
  };

  const lookAtPeers = () => {
    const peers = peersNow();
    for (const [id, { name }] of truth) {
      if (!peers.some(({ member }) => member.id === id)) note("listed", `${name} is gone`);
    }
    for (const peer of peers) {
      const { member, link, tracks } = peer;
      const before = truth.get(member.id);
      if (before === undefined) {
        note("listed", `${member.name} is there`);
        continue;
      }
      if (link.name !== "connected") note("link", `${member.name} is ${link.name}`);
      if (tracks.camera !== before.camera) note("link", `${member.name} comes by another track`);
      const trust = trustOf(peer);
      if (trust !== before.trust) note("trust", `${member.name}: ${trust}`);
    }
  };
  const look = () => {
    looks++;
    lookAtPeers();
    if (shield() !== shieldInTruth) note("trust", `the shield says ${shield()}`);
    for (const video of others()) {
      if (!counted.has(video)) count(video);
      const track = trackOf(video, "video");
      if (track !== undefined && !known.has(track)) note("drawn", "another track");
      if (track !== undefined && showsAttacker(video)) note("drawn", "the attacker's picture");
    }
    for (const element of document.querySelectorAll("audio")) {
      const track = trackOf(element, "audio");
      if (track === undefined) continue;
      if (!known.has(track)) note("played", "another track");
      if (playsAttacker(track)) note("played", "the attacker's tone");
    }
  };
  for (const video of others()) count(video);
  setInterval(look, 100);
  room.on("state", lookAtPeers);
  room.on("certificate-changed", ({ name }) => note("trust", `${name}'s certificate changed`));

  (globalThis as unknown as StandingPage).standingForTests = {
    mark() {
      strange = new Map();
      frames = {};
      looks = 0;
    },
    seen: () => ({
      frames,
      strange: [...strange.values()],
      shield: shield(),
      refusedSignals: globalThis.kibitz?.state?.refusedSignals ?? 0,
      looks,
    }),
  };
}
