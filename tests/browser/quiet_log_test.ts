import assert from "node:assert/strict";
import { LoadSocket, textFrame } from "../bench/broker/socket.ts";
import { startRedis } from "../helpers/servers/redis.ts";
import { startSite } from "../helpers/servers/site.ts";
import { inTime, until } from "../helpers/until.ts";

Deno.test("no id, room, token or address gets into the log, whatever strangers do and whatever breaks", async () => {
  await using redis = await startRedis();
  await using site = await startSite({ env: { REDIS_URL: redis.url, TRUSTED_PROXIES: "1" } });
  const secrets = ["secretroom", "secretid", "secrettoken", "198.51.100.7"];
  const headers = { "x-forwarded-for": "198.51.100.7" };
  const open = (id: string, heard?: (frame: Uint8Array) => void) =>
    LoadSocket.open(`${site.broker}?id=${id}&token=secrettoken`, {
      headers,
      ...heard === undefined ? {} : { heard },
    });

  for (
    const path of ["/r/secretroom", "/r/%E0secretroom", "/peerjs/wrong/secretid", "/secretroom"]
  ) {
    await (await fetch(`${site.origin}${path}`, { headers })).body?.cancel();
  }
  for (
    const frame of [
      '{"type":"OFFER","dst":"secretid2","payl',
      '{"type":"secretroom"}',
      JSON.stringify({ type: "OFFER", dst: "secretid3", payload: "x".repeat(1_000_000) }),
    ]
  ) {
    const socket = await open("secretid");
    socket.send(textFrame(frame));
    await inTime("being closed", socket.closed);
  }
  const cut = await open("secretid");
  cut.cut();
  const stays = await open("secretid4");
  await redis.kill();
  const refused = await open("secretid5");
  assert.equal(await inTime("a refusal", refused.closed), 4504);
  await redis.start();
  await until("claims pass again", async () => {
    const answer = Promise.withResolvers<string>();
    // Asked for with the opening: the first frame may come along with the handshake's answer.
    const heard = (frame: Uint8Array) => answer.resolve(new TextDecoder().decode(frame));
    const socket = await open("secretid6", heard);
    void socket.closed.then(() => answer.resolve("closed"));
    const first = await answer.promise;
    if (first.includes("OPEN")) await socket.close();
    return first.includes("OPEN");
  }, { every: 200 });
  await stays.close();
  for (const secret of secrets) {
    assert.ok(!site.log().includes(secret), `"${secret}" is in the log: ${site.log()}`);
  }
  assert.ok(site.running);
});
