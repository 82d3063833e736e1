import assert from "node:assert/strict";
import { HOSTILE_ROOMS } from "../helpers/attack/hostile.ts";
import { type RawAnswer, rawRequest } from "../helpers/servers/raw_http.ts";
import { startSite } from "../helpers/servers/site.ts";

const HOST = "host: localhost";

Deno.test("every hostile room name gets a room, or a plain refusal, and nothing breaks", async () => {
  await using site = await startSite();
  for (const name of HOSTILE_ROOMS) {
    for (
      const path of [`/r/${encodeURIComponent(name)}`, `/open?room=${encodeURIComponent(name)}`]
    ) {
      const answer = await get(site.origin, path);
      const what = `${path.slice(0, 80)} -> ${answer.status}`;
      if (answer.status >= 300 && answer.status < 400) {
        assert.match(answer.headers.get("location") ?? "", /^\/r\/[a-z0-9-]{1,40}$/, what);
      } else {
        assert.ok([200, 400, 404, 414].includes(answer.status), what);
        assertHarmless(answer, what);
      }
      assertDressed(answer, what);
    }
  }
  await assertWell(site.origin, site);
});

Deno.test("addresses that no browser would send are refused, and no file leaks", async () => {
  await using site = await startSite();
  const targets = [
    ...["/r/%", "/r/%ff%fe", "/r/%00", "/r/%E0%A4%A", "/%c0%ae%c0%ae/deno.json", "/r/a/b/c", "/r/"],
    ...[
      "/../../../../etc/passwd",
      "/r/../../deno.json",
      "/..%2f..%2fdeno.json",
      "/%2e%2e/deno.json",
    ],
    ...["/assets/../../server/index.mjs", "/assets/..%2f..%2fserver%2findex.mjs", "/main.ts"],
    ...[
      "/.vite/manifest.json",
      "/.output/server/index.mjs",
      "/deno.json",
      "/.git/config",
      "//etc/passwd",
    ],
    ...[
      "/docs/..%2f..%2fdeno.json",
      "/docs/%2e%2e%2fREADME",
      "/docs/__proto__",
      "/docs/constructor",
    ],
    ...["http://elsewhere.example/", "*", "no-slash", "/r/" + "a".repeat(10_000)],
    ...["/?" + "q=1&".repeat(2_000), "/r/x?" + "%".repeat(1_000), "/r/x?room=$'&$`"],
  ];
  for (const target of targets) {
    const answer = await rawRequest(site.origin, `GET ${target} HTTP/1.1\r\n${HOST}`);
    const what = `${target.slice(0, 60)} -> ${answer.status}`;
    assert.ok(answer.status < 500, what);
    assert.doesNotMatch(answer.body, /root:x:|"nodeModulesDir"|useNitroApp|\[core\]/, what);
    if (answer.status === 200) assertHarmless(answer, what);
  }
  await assertWell(site.origin, site);
});

Deno.test("wrong methods, bodies and headers are refused, and the site goes on", async () => {
  await using site = await startSite();
  const five = "x".repeat(5 * 2 ** 20);
  const paths = ["/", "/r/x", "/api/health", "/api/turn", "/signal", "/docs", "/open"];
  for (const path of paths) {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"]) {
      const answer = await rawRequest(site.origin, `${method} ${path} HTTP/1.1\r\n${HOST}`);
      assert.ok(answer.status < 500, `${method} ${path} -> ${answer.status}`);
    }
    const heads = [
      `POST ${path} HTTP/1.1\r\n${HOST}\r\ncontent-length: ${five.length}`,
      `POST ${path} HTTP/1.1\r\n${HOST}\r\ncontent-length: -1`,
      `POST ${path} HTTP/1.1\r\n${HOST}\r\ncontent-type: application/json\r\ncontent-length: 5`,
    ];
    for (const head of heads) {
      const answer = await rawRequest(site.origin, head, head.includes("-1") ? "" : five);
      assert.ok(answer.status < 500, `${head} -> ${answer.status}`);
    }
  }
  const odd = [
    `GET / HTTP/1.1\r\nhost: </script><script>alert(1)</script>`,
    `GET /r/x HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example`,
    `GET / HTTP/1.1`,
    `GET / HTTP/1.1\r\n${HOST}\r\ncookie: ${"a=b; ".repeat(4_000)}`,
    `GET / HTTP/1.1\r\n${HOST}\r\nx-big: ${"y".repeat(500_000)}`,
    `GET / HTTP/9.9\r\n${HOST}`,
    `GET /signal HTTP/1.1\r\n${HOST}\r\nupgrade: websocket`,
    `GET /signal HTTP/1.1\r\n${HOST}\r\nupgrade: websocket\r\nsec-websocket-version: 1`,
    "\u0000\u0001\u0002",
  ];
  for (const head of odd) {
    const answer = await rawRequest(site.origin, head);
    assert.ok(answer.status < 500, `${head.slice(0, 80)} -> ${answer.status}`);
    assert.doesNotMatch(answer.body, /<script>alert/, head.slice(0, 80));
  }
  await assertWell(site.origin, site);
});

Deno.test("every kind of answer carries the security headers", async () => {
  await using site = await startSite();
  const paths = [
    "/",
    "/r/x",
    "/docs",
    "/api/health",
    "/api/turn",
    "/no-such-page",
    "/r/-",
    "/open",
  ];
  for (const path of paths) assertDressed(await get(site.origin, path), path);
});

function get(origin: string, path: string): Promise<RawAnswer> {
  return rawRequest(origin, `GET ${path} HTTP/1.1\r\n${HOST}\r\naccept: text/html`);
}

/** Nothing that was typed became part of the page's own markup. */
function assertHarmless({ body, headers }: RawAnswer, what: string): void {
  assert.doesNotMatch(body, /<script>alert|<img src=x|\r\nset-cookie/i, what);
  if (!headers.get("content-type")?.startsWith("text/html")) return;
  assert.equal(body.match(/<\/head>/gi)?.length, 1, `${what}: one head`);
  assert.equal(body.match(/<\/html>/gi)?.length, 1, `${what}: one page`);
}

function assertDressed({ headers }: RawAnswer, what: string): void {
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'|default-src 'self'/, what);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:/, what);
  assert.match(headers.get("permissions-policy") ?? "", /camera=/, what);
  assert.equal(headers.get("x-content-type-options"), "nosniff", what);
  assert.ok(headers.get("referrer-policy"), what);
  assert.equal(headers.has("set-cookie"), false, what);
}

async function assertWell(
  origin: string,
  site: { readonly running: boolean; log(): string },
): Promise<void> {
  assert.equal((await get(origin, "/api/health")).status, 200);
  assert.equal((await get(origin, "/r/blue-lake")).status, 200);
  assert.ok(site.running);
  assert.doesNotMatch(site.log(), /Uncaught|A request failed|A page failed/);
}
