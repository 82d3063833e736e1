import assert from "node:assert/strict";
import {
  everyPairFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import { isCode, refusedBy, sightOf } from "../helpers/attack/mitm_stage.ts";

/** What Ada's page notes by itself, in milliseconds of its own clock. */
interface Noted {
  /** When a connection to Ben stood. */
  readonly connected: number | null;
  /** When the room said that a certificate had changed, and whose. */
  readonly told: { readonly at: number; readonly name: string; readonly trust: string } | null;
  /** When the shield on the screen said so. */
  readonly shown: number | null;
}

type Noting = typeof globalThis & { noted: { -readonly [Name in keyof Noted]: Noted[Name] } };
/** The connection that stands, as Ada's page holds on to it. */
type Holding = typeof globalThis & {
  held: { readonly camera: MediaStreamTrack | undefined; readonly since: number };
};
type Changing = typeof globalThis & {
  nextCertificate?: RTCCertificate;
  /** Connections that were made under it. */
  others: RTCPeerConnection[];
};

Deno.test("another certificate mid-call gets nothing, and the call stays with the one that was compared", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "changing", ["Ada"]);
  const page = await stage.chromium.newPage();
  await page.evaluateOnNewDocument(letCertificateChange);
  const room = await openRoom(page, stage.link("changing"), { smallCamera: true });
  const ben = Object.assign(room, { id: await room.join("Ben"), name: "Ben" });
  await allConnected([ada, ben]);
  await turnEverythingOn([ada, ben]);
  const before = await until("there is a code", async () => {
    const sight = await sightOf(ada);
    return sight !== null && isCode(sight.pair) && sight;
  });
  await say(ada, ben.id, "match", before.fingerprint);
  await until("Ben is compared", async () => (await sightOf(ada))?.trust === "compared");
  await until("the shield says so", async () => await shield(ada) === "compared");
  await ada.page.evaluate(hold, ben.id);
  const made = (await ada.watched()).connections.length;
  const refused = await refusedBy(ada);

  await page.evaluate(async (to) => {
    const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
    const other = await RTCPeerConnection.generateCertificate(algorithm);
    (globalThis as Changing).nextCertificate = other;
    globalThis.kibitz?.room?.redial(to);
  }, ada.id);
  await until("Ada refuses it", async () => await refusedBy(ada) === refused + 1);

  await everyPairFlows([ada, ben]);
  assert.deepEqual(await ada.page.evaluate(compareHeld, ben.id), ["connected", true, true]);
  assert.equal((await sightOf(ben))?.link, "connected");
  const after = await sightOf(ada);
  assert.deepEqual([after?.trust, after?.fingerprint], ["compared", before.fingerprint]);
  assert.equal(await shield(ada), "compared");
  assert.equal(await ada.page.$(testid("changed-bar")), null);
  assert.equal(await refusedBy(ada), refused + 1);
  // Nobody answered the other certificate, and nothing was put on the connection that it asked for.
  assert.equal((await ada.watched()).connections.length, made);
  assert.deepEqual(await page.evaluate(lookAtOthers), [{ answered: false, tracks: 0 }]);
});

Deno.test("whoever comes back under another certificate after a comparison is amber, and that stays", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "changing-person", ["Ada", "Ben"]);
  const before = await until("there is a code", async () => {
    const sight = await sightOf(ada);
    return sight !== null && isCode(sight.pair) && sight;
  });
  await say(ada, ben.id, "match", before.fingerprint);
  await until("Ben is compared", async () => await shield(ada) === "compared");

  // Leaving lets go of the certificate: whoever has the link and takes the name looks the same.
  await ben.leave();
  await until("Ada is alone", async () => (await ada.picture()).peers.length === 0);
  await ada.page.evaluate(note);
  await ben.page.reload();
  await until("the page is ready", async () => (await ben.phase()).phase === "ready");
  const id = await ben.join("Ben");
  await allConnected([ada, ben]);
  await until("the shield is amber", async () => await shield(ada) === "changed");
  const noted = await until("the page is told", async () => {
    const { connected, told, shown } = await ada.page.evaluate(() => (globalThis as Noting).noted);
    return connected !== null && told !== null && shown !== null && { connected, told, shown };
  });
  assert.deepEqual([noted.told.name, noted.told.trust], ["Ben", "changed"]);
  assert.ok(noted.told.at - noted.connected < 1_000, JSON.stringify(noted));
  assert.ok(noted.shown - noted.connected < 1_000, JSON.stringify(noted));
  // A verdict on the certificate before says nothing of this one.
  await say(ada, id, "match", before.fingerprint);
  assert.equal((await sightOf(ada))?.trust, "changed");
  const bar = () => ada.page.$(testid("changed-bar"));
  const text = await until(
    "it is said whose",
    async () => await (await bar())?.evaluate(({ textContent }) => textContent),
  );
  assert.match(text, /Ben needs to be verified again/);
  await ben.leave();
  await until("Ada is alone again", async () => (await ada.picture()).peers.length === 0);
  assert.notEqual(await bar(), null, "who looked away is told as well");
  await ada.press("changed-dismiss");
  await until("it is closed", async () => await bar() === null);
});

async function say(
  { page }: RoomPage,
  peer: string,
  verdict: "match" | "differ",
  fingerprint: string | null,
): Promise<void> {
  await page.evaluate(
    (of, what, which) => globalThis.kibitz?.room?.compare(of, what, which ?? ""),
    peer,
    verdict,
    fingerprint,
  );
}

async function shield({ page }: RoomPage): Promise<string | null> {
  return await page.$eval(testid("shield"), (button) => button.getAttribute("data-trust"));
}

// What follows runs in the page, and travels there as source text.

/** Notes when a connection to Ben stands, and when the room and the screen say what came of it. */
function note(): void {
  const noted: Noting["noted"] = { connected: null, told: null, shown: null };
  (globalThis as Noting).noted = noted;
  const room = globalThis.kibitz?.room;
  const find = () => room?.state.peers.find(({ member }) => member.name === "Ben");
  room?.on("state", () => {
    if (find()?.link.name === "connected") noted.connected ??= performance.now();
  });
  room?.on("certificate-changed", ({ name }) => {
    const trust = find()?.trust.state.name ?? "nobody";
    noted.told ??= { at: performance.now(), name, trust };
  });
  const button = document.querySelector('[data-testid="shield"]');
  if (button === null) throw new Error("there is no shield");
  new MutationObserver(() => {
    if (button.getAttribute("data-trust") !== "changed") return;
    noted.shown ??= performance.now();
  }).observe(button, { attributeFilter: ["data-trust"] });
}

/** Holds on to what shows which connection to somebody it is. */
function hold(peer: string): void {
  const view = globalThis.kibitz?.state?.peers.find(({ member }) => member.id === peer);
  if (view === undefined) throw new Error("there is nobody");
  (globalThis as Holding).held = { camera: view.tracks.camera, since: view.link.since };
}

/** How the connection is, and whether its track and its beginning are still those that were held. */
function compareHeld(peer: string): [string, boolean, boolean] {
  const { held } = globalThis as Holding;
  const view = globalThis.kibitz?.state?.peers.find(({ member }) => member.id === peer);
  const same = held.camera !== undefined && view?.tracks.camera === held.camera;
  return [view?.link.name ?? "nobody", same, view?.link.since === held.since];
}

/** What became of the connections under the other certificate. */
function lookAtOthers(): { answered: boolean; tracks: number }[] {
  return (globalThis as Changing).others.map((pc) => ({
    answered: pc.remoteDescription !== null,
    tracks: pc.getSenders().filter(({ track }) => track !== null).length,
  }));
}

/** Makes connections under `nextCertificate`, once there is one. */
function letCertificateChange(): void {
  const others: RTCPeerConnection[] = [];
  (globalThis as Changing).others = others;
  globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
    construct(target, [config], newTarget) {
      const { nextCertificate } = globalThis as Changing;
      if (nextCertificate === undefined) return Reflect.construct(target, [config], newTarget);
      const changed = { ...config, certificates: [nextCertificate] };
      const other: RTCPeerConnection = Reflect.construct(target, [changed], newTarget);
      others.push(other);
      return other;
    },
  });
}
