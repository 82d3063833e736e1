import assert from "node:assert/strict";
import {
  fetchIceServers,
  IceError,
  readIceServers,
} from "../../../../session/joining/ice_servers.ts";
import { HandClock } from "../session_helpers.ts";

const SERVERS = [{ urls: "stun:a" }, { urls: ["turn:b"], username: "u", credential: "c" }];

Deno.test("ICE servers are taken in their known shape only", () => {
  const good = { iceServers: SERVERS, expiresAt: 1 };
  assert.deepEqual(readIceServers({ ...good, more: true }), good);
  const wrong = [
    ...[null, [], {}, { ...good, iceServers: "x" }, { ...good, iceServers: [{ urls: 3 }] }],
    ...[{ iceServers: SERVERS }, { ...good, expiresAt: "soon" }],
  ];
  for (const body of wrong) assert.equal(readIceServers(body), null, JSON.stringify(body));
});

Deno.test("how long credentials hold is told by the clock of whoever made them", async () => {
  const clock = new HandClock();
  const theirs = Date.UTC(2031, 4, 5, 6, 7, 8);
  const answer = (headers: Record<string, string>) => () =>
    Promise.resolve(
      Response.json({ iceServers: SERVERS, expiresAt: theirs + 3_600_000 }, { headers }),
    );
  const dated = await fetchIceServers(answer({ date: new Date(theirs).toUTCString() }), clock);
  assert.deepEqual(dated, { iceServers: SERVERS, expiresAt: clock.now() + 3_600_000 });
  const undated = await fetchIceServers(answer({}), clock);
  assert.equal(undated.expiresAt, theirs + 3_600_000, "both clocks are taken to be right");
});

Deno.test("an answer that is none is told apart from an empty one", async () => {
  const clock = new HandClock();
  const refused = () => Promise.resolve(Response.json({ error: "too often" }, { status: 429 }));
  const isError = (code: string) => (error: unknown) =>
    error instanceof IceError && error.code === code;
  await assert.rejects(fetchIceServers(refused, clock), isError("refused"));
  const malformed = () => Promise.resolve(Response.json({ iceServers: 3 }));
  await assert.rejects(fetchIceServers(malformed, clock), isError("malformed"));
  const empty = () => Promise.resolve(Response.json({ iceServers: [], expiresAt: 1 }));
  assert.deepEqual((await fetchIceServers(empty, clock)).iceServers, []);
});
