import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { startCoturn } from "../helpers/servers/coturn.ts";
import { startSite } from "../helpers/servers/site.ts";
import { gather } from "../helpers/browsers/turn.ts";

Deno.test("two browsers meet through coturn alone, with credentials from /api/turn", async () => {
  await using coturn = await startCoturn();
  await using site = await startSite({
    env: { TURN_URLS: coturn.url, TURN_SECRET: coturn.secret },
  });
  await using one = await launchChromium({ devices: false });
  await using other = await launchChromium({ devices: false });
  const [caller, callee] = [await one.newPage(), await other.newPage()];
  for (const page of [caller, callee]) {
    await page.goto(`${site.origin}/api/health`);
    await prepare(page);
  }
  const offer = await caller.evaluate(() => (globalThis as unknown as RelayPage).offer());
  const answer = await callee.evaluate(
    (sdp) => (globalThis as unknown as RelayPage).answer(sdp),
    offer,
  );
  assert.match(offer, /a=candidate.* typ relay/);
  assert.doesNotMatch(offer, /a=candidate.* typ (host|srflx)/);
  const path = await caller.evaluate(
    (sdp) => (globalThis as unknown as RelayPage).finish(sdp),
    answer,
  );
  assert.deepEqual(path, { said: "hello", local: "relay", remote: "relay" });
});

Deno.test("coturn refuses credentials that are altered or have expired", async () => {
  await using coturn = await startCoturn();
  await using site = await startSite({
    env: { TURN_URLS: coturn.url, TURN_SECRET: coturn.secret },
  });
  await using chromium = await launchChromium({ devices: false });
  const page = await chromium.newPage();
  await page.goto(`${site.origin}/api/health`);
  const { iceServers } = await (await fetch(`${site.origin}/api/turn`)).json();
  const [server] = iceServers;
  const good = await gather(page, server);
  assert.deepEqual(good.errors, []);
  assert.ok(good.candidates > 0);

  const [expiry, tag] = server.username.split(":");
  const bad = {
    "a longer life": { ...server, username: `${Number(expiry) + 3_600}:${tag}` },
    "another password": { ...server, credential: btoa("something else") },
    "an expired one": { ...server, ...await expired(coturn.secret) },
  };
  for (const [name, altered] of Object.entries(bad)) {
    const { candidates, errors } = await gather(page, altered);
    assert.equal(candidates, 0, name);
    assert.ok(errors.includes(401), `${name}: ${errors}`);
  }
});

/** What the two pages run. */
interface RelayPage {
  offer(): Promise<string>;
  answer(sdp: string): Promise<string>;
  finish(sdp: string): Promise<{ said: string; local: string; remote: string }>;
}

/** Puts a relay-only connection into the page, with ICE servers from the site it is on. */
function prepare(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { iceServers } = await (await fetch("/api/turn")).json();
    const pc = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
    const channel = pc.createDataChannel("c", { negotiated: true, id: 0 });
    const said = new Promise<string>((resolve) => channel.onmessage = ({ data }) => resolve(data));
    channel.onopen = () => channel.send("hello");
    const gathered = async (make: () => Promise<unknown>) => {
      const done = new Promise<void>((resolve) => {
        pc.onicegatheringstatechange = () => pc.iceGatheringState === "complete" && resolve();
      });
      await make();
      await done;
      return pc.localDescription?.sdp ?? "";
    };
    Object.assign(globalThis, {
      offer: () => gathered(() => pc.setLocalDescription()),
      answer: async (sdp: string) => {
        await pc.setRemoteDescription({ type: "offer", sdp });
        return await gathered(() => pc.setLocalDescription());
      },
      finish: async (sdp: string) => {
        await pc.setRemoteDescription({ type: "answer", sdp });
        const heard = await said;
        const stats = new Map([...await pc.getStats()]);
        const transport = [...stats.values()].find(({ type }) => type === "transport");
        const pair = stats.get(transport.selectedCandidatePairId);
        return {
          said: heard,
          local: stats.get(pair.localCandidateId).candidateType,
          remote: stats.get(pair.remoteCandidateId).candidateType,
        };
      },
    });
  });
}

/** Rightly signed credentials whose time has passed. */
async function expired(secret: string): Promise<{ username: string; credential: string }> {
  const bytes = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), algorithm, false, [
    "sign",
  ]);
  const username = `${Math.floor(Date.now() / 1000) - 60}:late`;
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(username)));
  return { username, credential: btoa(String.fromCharCode(...signature)) };
}
