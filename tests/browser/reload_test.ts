/** What a reload keeps in a real browser: the seat and the certificate, for 90 seconds. */
import assert from "node:assert/strict";
import { enter, openStage, type Person, startCall } from "../helpers/browsers/call.ts";
import { allConnected, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import { isCode, sightOf } from "../helpers/attack/mitm_stage.ts";

Deno.test("a reload comes back under the same certificate, one call after another", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "reload-same", ["Ada", "Ben"]);
  const before = await ownCertificate(ben);
  for (let reload = 0; reload < 2; reload++) {
    const { order } = await self(ben);
    await comesBack(ben);
    await allConnected([ada, ben]);
    assert.equal(await ownCertificate(ben), before);
    assert.equal((await self(ben)).order, order, "and into the same seat");
    const seen = await until(
      "Ada sees a certificate",
      async () => (await sightOf(ada))?.fingerprint,
    );
    assert.equal(seen, before);
  }
  assert.equal(await leftBehind(ben), 2, "one record for each page in a call, and none beside");
});

Deno.test("what two people compared holds on both sides when one of them reloads", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "reload-compared", ["Ada", "Ben"]);
  for (const person of [ada, ben]) {
    const sight = await until("there is a code", async () => {
      const found = await sightOf(person);
      return found !== null && isCode(found.pair) && found;
    });
    await person.page.evaluate((fingerprint) => {
      const room = globalThis.kibitz?.room;
      const other = room?.state.peers[0];
      if (other) room?.compare(other.member.id, "match", fingerprint ?? "");
    }, sight.fingerprint);
    await until(`${person.name} has compared`, async () => await shield(person) === "compared");
  }
  await comesBack(ben);
  await allConnected([ada, ben]);
  for (const person of [ada, ben]) {
    await until(
      `${person.name}'s shield says it still`,
      async () => await shield(person) === "compared",
    );
  }
});

Deno.test("who leaves and joins again is met under another certificate, and nothing stays behind", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "reload-left", ["Ada", "Ben"]);
  const before = await ownCertificate(ben);
  await ben.leave();
  await until("Ben's record is gone", async () => await leftBehind(ben) === 1);
  await ben.page.reload();
  await until("the page is ready", async () => (await ben.phase()).phase === "ready");
  await ben.join("Ben");
  await allConnected([ada, ben]);
  assert.notEqual(await ownCertificate(ben), before);
});

Deno.test("after 90 seconds a reload is a newcomer's, and the record is gone", async () => {
  await using stage = await openStage();
  const ben = await enter(stage, "reload-late", "Ben");
  const before = await ownCertificate(ben);
  await ben.page.evaluateOnNewDocument(() => {
    const now = Date.now;
    Date.now = () => now() + 90_000;
  });
  await ben.page.reload();
  await until("the page is ready", async () => (await ben.phase()).phase === "ready");
  await until("nothing stays", async () => await leftBehind(ben) === 0);
  await ben.join("Ben");
  assert.notEqual(await ownCertificate(ben), before);
});

Deno.test("a second tab and the start page take nobody's seat, and the start page forgets what is too old", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "reload-tabs", ["Ada", "Ben"]);
  const cyd = await enter(stage, "reload-tabs", "Cyd");
  assert.notEqual(await ownCertificate(cyd), await ownCertificate(ben));
  await comesBack(ben);
  await allConnected([ada, ben, cyd]);

  // Ben goes elsewhere on the site, and comes back to it when the time is over.
  for (const other of [ada, cyd]) await other.leave();
  await ben.page.goto(`${stage.site.origin}/security`);
  await until("Ben's seat alone is kept", async () => await leftBehind(ben) === 1);
  await ben.page.evaluateOnNewDocument(() => {
    const now = Date.now;
    Date.now = () => now() + 90_000;
  });
  await ben.page.goto(`${stage.site.origin}/`);
  await until("what Ben left is gone", async () => await leftBehind(ben) === 0);
});

/** Loads the page again, as a person does, and waits until it is back in the call. */
async function comesBack(person: Person): Promise<void> {
  await person.page.reload();
  await until(`${person.name} is back`, async () => (await person.phase()).phase === "in-call");
}

async function ownCertificate({ page }: Person): Promise<string> {
  return await page.evaluate(() => {
    const listed = globalThis.kibitz?.room?.certificate?.getFingerprints() ?? [];
    const { value = "" } = listed.find(({ algorithm }) => algorithm === "sha-256") ?? {};
    return value.replaceAll(":", "").toLowerCase();
  });
}

async function self({ page }: Person): Promise<{ order: number }> {
  return await page.evaluate(() => ({ order: globalThis.kibitz?.state?.self.order ?? -1 }));
}

async function shield({ page }: Person): Promise<string | null> {
  return await page.$eval(testid("shield"), (button) => button.getAttribute("data-trust"));
}

/** How many seats this browser keeps. */
async function leftBehind({ page }: Person): Promise<number> {
  return await page.evaluate(() =>
    new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open("kibitz-seats");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const count = database.transaction("seats").objectStore("seats").count();
        count.onerror = () => reject(count.error);
        count.onsuccess = () => {
          database.close();
          resolve(count.result);
        };
      };
    })
  );
}
