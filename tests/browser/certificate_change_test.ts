import assert from "node:assert/strict";
import { openStage, startCall } from "../helpers/call.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";
import { isCode, sightOf } from "../helpers/victims.ts";

/** What Ada's page notes by itself, in milliseconds of its own clock. */
interface Noted {
  /** When the new connection stood. */
  readonly connected: number | null;
  /** When the room said that a certificate had changed, and whose. */
  readonly told: { readonly at: number; readonly name: string; readonly trust: string } | null;
  /** When the shield on the screen said so. */
  readonly shown: number | null;
}

type Noting = typeof globalThis & { noted: { -readonly [Name in keyof Noted]: Noted[Name] } };
type Changing = typeof globalThis & { nextCertificate?: RTCCertificate };

Deno.test("another certificate mid-call is told within a second, and takes the badge along", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "changing", ["Ada"]);
  const page = await stage.chromium.newPage();
  await page.evaluateOnNewDocument(letCertificateChange);
  const ben = await openRoom(page, stage.link("changing"));
  const id = await ben.join("Ben");
  const before = await until("there is a code", async () => {
    const sight = await sightOf(ada);
    return sight !== null && isCode(sight.pair) && sight;
  });
  await say(ada, id, "match", before.fingerprint);
  await until("Ben is compared", async () => (await sightOf(ada))?.trust === "compared");
  await until("the shield says so", async () => await shield(ada) === "compared");

  await ada.page.evaluate(note, id);
  await page.evaluate(async (to) => {
    const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
    const other = await RTCPeerConnection.generateCertificate(algorithm);
    (globalThis as Changing).nextCertificate = other;
    globalThis.kibitz?.room?.redial(to);
  }, ada.id);
  const noted = await until("the page is told", async () => {
    const { connected, told, shown } = await ada.page.evaluate(() => (globalThis as Noting).noted);
    return connected !== null && told !== null && shown !== null && { connected, told, shown };
  });
  assert.deepEqual([noted.told.name, noted.told.trust], ["Ben", "changed"]);
  assert.ok(noted.told.at - noted.connected < 1_000, JSON.stringify(noted));
  assert.ok(noted.shown - noted.connected < 1_000, JSON.stringify(noted));

  const after = await sightOf(ada);
  assert.equal(after?.trust, "changed");
  assert.notEqual(after?.fingerprint, before.fingerprint);
  // A verdict on the certificate before says nothing of this one; one on this one does.
  await say(ada, id, "match", before.fingerprint);
  assert.equal((await sightOf(ada))?.trust, "changed");
  await say(ada, id, "match", after?.fingerprint ?? null);
  await until("Ben is compared anew", async () => (await sightOf(ada))?.trust === "compared");
  await until("the shield says so", async () => await shield(ada) === "compared");
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
  await ben.page.reload();
  await until("the page is ready", async () => (await ben.phase()).phase === "ready");
  await ben.join("Ben");
  await allConnected([ada, ben]);
  await until("the shield is amber", async () => await shield(ada) === "changed");
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

/** Notes when a new connection stands, and when the room and the screen say what came of it. */
function note(peer: string): void {
  const noted: Noting["noted"] = { connected: null, told: null, shown: null };
  (globalThis as Noting).noted = noted;
  const room = globalThis.kibitz?.room;
  const find = () => room?.state.peers.find(({ member }) => member.id === peer);
  const before = find()?.tracks.camera;
  room?.on("state", () => {
    const now = find();
    // Other tracks arrive: this is another connection than before.
    if (now?.link.name !== "connected" || now.tracks.camera === before) return;
    noted.connected ??= performance.now();
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

/** Makes connections under `nextCertificate`, once there is one. */
function letCertificateChange(): void {
  globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
    construct(target, [config], newTarget) {
      const { nextCertificate } = globalThis as Changing;
      const certificates = nextCertificate === undefined ? config.certificates : [nextCertificate];
      return Reflect.construct(target, [{ ...config, certificates }], newTarget);
    },
  });
}
