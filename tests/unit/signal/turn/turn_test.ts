import assert from "node:assert/strict";
import {
  answerTurn,
  ConfigError,
  createEdge,
  type Env,
  readSettings,
} from "../../../../signal/mod.ts";
import { cloudflareSource } from "../../../../signal/turn/cloudflare.ts";
import { coturnSource } from "../../../../signal/turn/coturn.ts";
import { IceSourceError } from "../../../../signal/turn/source.ts";
import { ManualClock } from "../signal_helpers.ts";

const ask = (headers: HeadersInit = {}) => new Request("http://here.example/api/turn", { headers });

/** Asks an edge with these settings once. */
async function answerWith(env: Env, headers?: HeadersInit): Promise<Response> {
  const edge = createEdge({ BUS: "local", ...env }, new ManualClock());
  try {
    return await answerTurn(ask(headers), edge, "10.0.0.1");
  } finally {
    await edge.broker.close();
  }
}

Deno.test("no ICE server by default, for an hour, and nothing is kept by caches", async () => {
  const answer = await answerWith({});
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.deepEqual(await answer.json(), {
    iceServers: [],
    expiresAt: new ManualClock().now() + 3_600_000,
  });
});

Deno.test("STUN servers and a static list come as they were set, but for port 53", async () => {
  const { iceServers } = await (await answerWith({
    STUN_URLS: "stun:a.example:3478,stun:a.example:53",
    TURN_URLS: "turn:b.example:53?transport=udp, turns:b.example:443?transport=tcp",
    TURN_USERNAME: "someone",
    TURN_CREDENTIAL: "something",
  })).json();
  assert.deepEqual(iceServers, [
    { urls: ["stun:a.example:3478"] },
    {
      urls: ["turns:b.example:443?transport=tcp"],
      username: "someone",
      credential: "something",
    },
  ]);
});

Deno.test("coturn credentials are the shared secret's HMAC, as another program computes it", async () => {
  const source = coturnSource({
    urls: ["turn:b.example"],
    secret: "north secret",
    ttlMs: 3_600_000,
    stun: [],
    now: () => 1_700_000_000_999,
    tag: () => "abcd0123",
  });
  assert.deepEqual(await source.mint(), {
    iceServers: [{
      urls: ["turn:b.example"],
      username: "1700003600:abcd0123",
      credential: "kLHU/5WJUjkcuhWgMSa1LhoXCBE=",
    }],
    expiresAt: 1_700_003_600_000,
  });
});

Deno.test("no two callers share coturn credentials, and a shorter time can be set", async () => {
  const env = { TURN_URLS: "turn:b.example", TURN_SECRET: "s", TURN_TTL_SECONDS: "600" };
  const first = await (await answerWith(env)).json();
  const second = await (await answerWith(env)).json();
  assert.notEqual(first.iceServers[0].username, second.iceServers[0].username);
  assert.equal(first.expiresAt, new ManualClock().now() + 600_000);
});

Deno.test("pages of other origins are refused, unless they are allowed", async () => {
  const env = { ALLOWED_ORIGINS: "https://friend.example" };
  assert.equal((await answerWith(env, { origin: "https://evil.example" })).status, 403);
  assert.equal((await answerWith(env, { "sec-fetch-site": "cross-site" })).status, 403);
  const friend = await answerWith(env, { origin: "https://friend.example" });
  assert.equal(friend.status, 200);
  assert.equal(friend.headers.get("access-control-allow-origin"), "https://friend.example");
  const own = await answerWith(env, { origin: "http://here.example" });
  assert.equal(own.status, 200);
  assert.equal(own.headers.get("access-control-allow-origin"), null);
});

Deno.test("asking is limited for each address, and for all together", async () => {
  const clock = new ManualClock();
  const edge = createEdge(
    { BUS: "local", LIMIT_TURN_PER_MINUTE: "2", LIMIT_TURN_PER_MINUTE_TOTAL: "4" },
    clock,
  );
  const statusFor = async (address: string) => (await answerTurn(ask(), edge, address)).status;
  assert.deepEqual([await statusFor("a"), await statusFor("a"), await statusFor("a")], [
    200,
    200,
    429,
  ]);
  assert.deepEqual([await statusFor("b"), await statusFor("b"), await statusFor("c")], [
    200,
    200,
    429,
  ]);
  clock.pass(60_000);
  assert.equal(await statusFor("a"), 200);
  await edge.broker.close();
});

Deno.test("a wrong TURN setting is named", () => {
  const cases: [string, Env][] = [
    ["TURN_URLS", { TURN_URLS: "turn.example", TURN_SECRET: "s" }],
    ["TURN_URLS", { TURN_URLS: "turn:b.example" }],
    ["TURN_SECRET", { TURN_SECRET: "s" }],
    ["TURN_USERNAME", { TURN_USERNAME: "u" }],
    ["TURN_CREDENTIAL", { TURN_URLS: "turn:b.example", TURN_USERNAME: "u" }],
    ["TURN_USERNAME", { TURN_URLS: "turn:b.example", TURN_SECRET: "s", TURN_USERNAME: "u" }],
    ["TURN_TTL_SECONDS", { TURN_TTL_SECONDS: "9" }],
    ["TURN_TTL_SECONDS", { TURN_TTL_SECONDS: "an hour" }],
    ["CLOUDFLARE_TURN_API_TOKEN", { CLOUDFLARE_TURN_KEY_ID: "k" }],
    ["CLOUDFLARE_TURN_API_TOKEN", { CLOUDFLARE_TURN_API_TOKEN: "t" }],
    ["CLOUDFLARE_TURN_KEY_ID", { CLOUDFLARE_TURN_KEY_ID: "a/../b" }],
    ["TURN_URLS", {
      CLOUDFLARE_TURN_KEY_ID: "k",
      CLOUDFLARE_TURN_API_TOKEN: "t",
      TURN_URLS: "turn:b.example",
    }],
  ];
  for (const [variable, env] of cases) {
    assert.throws(
      () => readSettings(env),
      (error) => error instanceof ConfigError && error.variable === variable,
      variable,
    );
  }
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** Cloudflare's API as its documentation describes it, or as `answer` has it. */
async function withCloudflare(
  answer: () => Response | Promise<Response>,
  run: (api: string, asked: Asked[]) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (req) => {
    const { method, url, headers } = req;
    const authorization = headers.get("authorization");
    asked.push({ method, path: new URL(url).pathname, authorization, body: await req.json() });
    return await answer();
  });
  try {
    await run(`http://127.0.0.1:${server.addr.port}/v1`, asked);
  } finally {
    await server.shutdown();
  }
}

const GOOD = {
  iceServers: [
    { urls: ["stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"] },
    {
      urls: [
        "turn:turn.cloudflare.com:3478?transport=udp",
        "turn:turn.cloudflare.com:53?transport=udp",
        "turns:turn.cloudflare.com:5349?transport=tcp",
      ],
      username: "user",
      credential: "secret",
    },
  ],
};

Deno.test("Cloudflare: its credentials are asked for with key, token and time, and port 53 goes out", async () => {
  await withCloudflare(() => Response.json(GOOD, { status: 201 }), async (api, asked) => {
    const answer = await answerWith({
      CLOUDFLARE_TURN_KEY_ID: "key-1",
      CLOUDFLARE_TURN_API_TOKEN: "token-1",
      CLOUDFLARE_TURN_API: api,
    });
    assert.deepEqual(await answer.json(), {
      iceServers: [
        { urls: ["stun:stun.cloudflare.com:3478"] },
        {
          urls: [
            "turn:turn.cloudflare.com:3478?transport=udp",
            "turns:turn.cloudflare.com:5349?transport=tcp",
          ],
          username: "user",
          credential: "secret",
        },
      ],
      expiresAt: new ManualClock().now() + 3_600_000,
    });
    assert.deepEqual(asked, [{
      method: "POST",
      path: "/v1/turn/keys/key-1/credentials/generate-ice-servers",
      authorization: "Bearer token-1",
      body: { ttl: 3_600 },
    }]);
  });
});

Deno.test("Cloudflare: errors, slowness and nonsense each get their name, and the caller a plain 502", async () => {
  const options = { keyId: "k", apiToken: "token-1", ttlMs: 60_000, now: () => 0 };
  const never = Promise.withResolvers<void>();
  const cases: [() => Response | Promise<Response>, string][] = [
    [() => Response.json({ error: "token-1 is wrong" }, { status: 401 }), "refused"],
    [() => new Response("down", { status: 500 }), "refused"],
    [() => new Response("<html>"), "malformed"],
    [() => Response.json({ iceServers: [] }), "malformed"],
    [() => Response.json({ iceServers: [{ urls: ["http://x"] }] }), "malformed"],
    [() => new Response("x".repeat(100_000)), "malformed"],
    [() => Response.redirect("http://127.0.0.1:1/", 302), "unreachable"],
    [() => never.promise.then(() => new Response()), "slow"],
  ];
  for (const [answer, code] of cases) {
    await withCloudflare(answer, async (api) => {
      const source = cloudflareSource({ ...options, api, timeoutMs: 300 });
      await assert.rejects(
        source.mint(),
        (error) => error instanceof IceSourceError && error.code === code,
        code,
      );
      // The server ends only when it has answered.
      if (code === "slow") never.resolve();
    });
  }
  const answer = await answerWith({
    CLOUDFLARE_TURN_KEY_ID: "k",
    CLOUDFLARE_TURN_API_TOKEN: "token-1",
    CLOUDFLARE_TURN_API: "http://127.0.0.1:1/v1",
  });
  assert.equal(answer.status, 502);
  assert.deepEqual(await answer.json(), { error: "The TURN provider can't be reached." });
});

Deno.test("Cloudflare: the older answer, with one entry instead of a list, is taken too", async () => {
  await withCloudflare(
    () => Response.json({ iceServers: { ...GOOD.iceServers[1], urls: "turn:a.example" } }),
    async (api) => {
      const source = cloudflareSource({
        keyId: "k",
        apiToken: "t",
        ttlMs: 60_000,
        now: () => 0,
        api,
      });
      assert.deepEqual((await source.mint()).iceServers, [
        { urls: ["turn:a.example"], username: "user", credential: "secret" },
      ]);
    },
  );
});
