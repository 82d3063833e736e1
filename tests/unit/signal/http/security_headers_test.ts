import assert from "node:assert/strict";
import { secured } from "../../../../signal/mod.ts";

const PAGE = '<html><head><script type="module">1</script><SCRIPT\nsrc="/a.js"></SCRIPT></head>' +
  "<body>&lt;script&gt; <scripty></scripty></body></html>";

function page(body: BodyInit | null = PAGE, init: ResponseInit = {}): Response {
  return new Response(body, {
    ...init,
    headers: { "content-type": "text/html; charset=utf-8", ...init.headers },
  });
}

function get(path: string, init?: RequestInit): Request {
  return new Request(`http://example.org:8000${path}`, init);
}

const nonceOf = (answer: Response): string => {
  const policy = answer.headers.get("content-security-policy") ?? "";
  return /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
};

Deno.test("every answer carries the headers: pages, files, 404s, failures, redirects, HEAD", async () => {
  const logged: unknown[][] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => logged.push(words);
  try {
    const answers = [
      await secured(get("/"), () => page()),
      await secured(get("/", { method: "HEAD" }), () => page(null)),
      await secured(get("/x"), () => new Response("no", { status: 404 })),
      await secured(get("/x"), () => new Response(null, { status: 304 })),
      await secured(get("/x"), () => Response.redirect("http://example.org:8000/y", 302)),
      await secured(get("/.vite/manifest.json"), () => new Response("secret")),
      await secured(get("/r/secret-room"), () => {
        throw new Error("secret-room is broken");
      }),
      await secured(get("/%E0%A4%A"), () => page()),
    ];
    assert.deepEqual(answers.map(({ status }) => status), [200, 200, 404, 304, 302, 404, 500, 400]);
    for (const { headers } of answers) {
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none'; script-src 'self' 'nonce-[\w+/=]{24}';/);
      assert.match(
        policy,
        /connect-src 'self' ws:\/\/example\.org:8000 wss:\/\/example\.org:8000;/,
      );
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe|\*/);
      assert.match(headers.get("permissions-policy") ?? "", /camera=\(self\).*geolocation=\(\)/);
      assert.equal(headers.get("referrer-policy"), "no-referrer");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(headers.get("strict-transport-security"), null);
    }
    assert.doesNotMatch(await answers[5].text(), /secret/);
    assert.doesNotMatch(await answers[6].text(), /secret/);
    assert.equal(logged.length, 1);
    assert.doesNotMatch(String(logged[0]), /secret/);
  } finally {
    console.error = error;
  }
});

Deno.test("each page's scripts carry a nonce of its own, and nothing else changes", async () => {
  const first = await secured(get("/"), () => page(PAGE, { headers: { "content-length": "9" } }));
  const second = await secured(get("/"), () => page());
  assert.notEqual(nonceOf(first), nonceOf(second));
  const nonce = nonceOf(first);
  assert.equal(
    await first.text(),
    PAGE.replace("<script ", `<script nonce="${nonce}" `).replace(
      "<SCRIPT\n",
      `<script nonce="${nonce}"\n`,
    ),
  );
  assert.equal(first.headers.get("content-length"), null);
  assert.equal(first.headers.get("cache-control"), "no-cache");
});

Deno.test("an accepted WebSocket goes back untouched", async () => {
  // No program may make a response with status 101 itself, so a stand-in says that it has it.
  const upgraded = new Proxy(new Response(null), {
    get: (target, name) => name === "status" ? 101 : Reflect.get(target, name),
  });
  assert.equal(await secured(get("/signal"), () => upgraded), upgraded);
});

Deno.test("built files may be kept for ever; a missing one may not", async () => {
  const found = await secured(get("/assets/a-1234.js"), () => new Response("1"));
  assert.equal(found.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const missing = await secured(get("/assets/b.js"), () => new Response("", { status: 404 }));
  assert.equal(missing.headers.get("cache-control"), null);
});

Deno.test("HTTPS only is asked for over HTTPS alone", async () => {
  const answer = await secured(new Request("https://example.org/"), () => page());
  assert.match(answer.headers.get("strict-transport-security") ?? "", /max-age=\d+/);
});

Deno.test("a host that would break out of the policy is left out of it", async () => {
  const answer = await secured(new Request("http://a;sandbox/"), () => page());
  assert.match(answer.headers.get("content-security-policy") ?? "", /connect-src 'self';/);
});

Deno.test("malformed and overlong addresses get a clear refusal and never reach the site", async () => {
  const refused: [string, number][] = [
    ["/r/%E0%A4%A", 400],
    ["/%", 400],
    ["/%ff", 400],
    ["//", 400],
    ["//evil.example/", 400],
    ["/r//x", 400],
    ["/r/%2f%2fx", 400],
    ["/r/x%00y", 400],
    ["/r/%0d%0aset-cookie:x", 400],
    ["/r/x%5cy", 400],
    [`/r/${"x".repeat(10_000)}`, 414],
    [`/?q=${"x".repeat(10_000)}`, 414],
    ["/.vite/manifest.json", 404],
    ["/.vite", 404],
    ["/%2evite/manifest.json", 404],
  ];
  for (const [path, status] of refused) {
    const answer = await secured(get(path), () => assert.fail(`${path} reached the site`));
    assert.equal(answer.status, status, path);
    assert.match(await answer.text(), /^[A-Z].*\.\n$/);
  }
});

Deno.test("odd but well-formed addresses do reach the site", async () => {
  for (const path of ["/r/%F0%9F%98%80", "/r/$'", "/r/$&", "/r/..%2f", "/?q=%E0%A4%A", "/a?b=//"]) {
    const answer = await secured(get(path), () => new Response("here"));
    assert.equal(await answer.text(), "here", path);
  }
});
