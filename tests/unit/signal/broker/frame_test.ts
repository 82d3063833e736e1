import assert from "node:assert/strict";
import { BadFrame, FrameReader } from "../../../../signal/broker/frame.ts";
import { collector } from "../../../../signal/idle_gc.ts";
import { seededRandom } from "../../../helpers/simulation/random.ts";

/** Passes a client's text through as the broker does; null when it is refused. */
function pass(text: string, reader = new FrameReader("ada")): string | null {
  try {
    const frame = reader.read(text);
    return typeof frame === "string" ? "" : frame.text;
  } catch (error) {
    if (error instanceof BadFrame) return null;
    throw error;
  }
}

/** A reader that has seen a frame from Ada to Bea, and takes those alike as they are. */
function warm(): FrameReader {
  const reader = new FrameReader("ada");
  reader.read('{"type":"OFFER","dst":"bea"}');
  return reader;
}

Deno.test("a payload passes exactly as it came, whatever JSON it is", () => {
  const payloads = [
    "0",
    "-1.5e+3",
    "true",
    "null",
    '""',
    '"\\\\"',
    '"\\\\\\""',
    '"}],{:\\" "',
    '"\\u0022,\\u007d"',
    "[]",
    "{}",
    ' { "a" : [ 1 , { "b" : "]" } ] } ',
    '{"type":"OPEN","src":"x","dst":"y","payload":1}',
    '"\u{1f600} é"',
    '"\\ud83d"',
  ];
  for (const payload of payloads) {
    for (
      const text of [
        `{"type":"OFFER","dst":"bea","payload":${payload}}`,
        ` {\n"payload" :${payload},"dst": "bea" ,"type":"OFFER","more":[{}]}\r\n`,
      ]
    ) {
      assert.equal(
        pass(text)?.replace(/\s+}$/, "}"),
        `{"type":"OFFER","src":"ada","dst":"bea","payload":${payload.trim()}}`,
      );
    }
  }
});

Deno.test("no trick with keys reaches the receiver", () => {
  const base = '"type":"OFFER","dst":"bea"';
  const refused = [
    `{${base},"dst":"cyd"}`,
    `{${base},"type":"OPEN"}`,
    `{${base},"payload":1,"payload":2}`,
    `{${base},"payload":1},"src":"eve"}`,
    `{${base},"payload":1}{"src":"eve"}`,
    `{${base},"payload":[1},"src":"eve"]}`,
    `{${base},"payload":{"a":1],"src":"eve"}}`,
    `{${base},"payload":[1},"src":"eve"}`,
    `{${base},"payload":{"a":1]}`,
    `{${base},"payload":'x',"src":"eve"}`,
    `{${base},"payload":/*"*/1/*"*/}`,
    `{${base},"d\\u0073t":"cyd"}`,
    `{${base},"payload":}`,
    `{${base},}`,
    `{${base},"payload":1 2}`,
    `{${base},"payload":nul}`,
    `{${base},"payload":01}`,
    `{"type":"OFFER","dst":"be\\"a"}`,
    `\ufeff{${base}}`,
  ];
  for (const text of refused) {
    assert.equal(pass(text), null, text);
    const written = text.replace('"dst"', '"src":"ada","dst"');
    assert.equal(pass(written, warm()), null, written);
  }
  assert.equal(
    pass(`{"src":"eve",${base},"__proto__":{"dst":"cyd"}}`),
    '{"type":"OFFER","src":"ada","dst":"bea"}',
  );
});

Deno.test("a frame that is as the broker would write it passes as it is, and every other is written anew", () => {
  const written = '{"type":"OFFER","src":"ada","dst":"bea","payload":{"sdp":"v=0\\r\\n"}}';
  assert.equal(pass(written, warm()), written);
  const others = [
    written.replace('"ada"', '"eve"'),
    written.replace("bea", "cyd"),
    written.replace("OFFER", "ANSWER"),
    written.replace('"payload":', '"payload": '),
    written.replace(/}$/, " }"),
    written.replace(/}$/, "}\n"),
    written.replace(/}$/, ',"src":"eve"}'),
    written.replace(/}$/, ',"more":1}'),
  ];
  for (const text of others) {
    assert.equal(pass(text, warm()), pass(text), text);
    assert.doesNotMatch(pass(text, warm()) ?? "", /eve|more|[ \n]/);
  }
});

/** Cuts, doubles and disturbs a text in a few places. */
function mutated(text: string, random: () => number): string {
  const pick = (text: string) => text[Math.floor(random() * text.length)];
  for (let edits = Math.floor(random() * 4); edits >= 0; edits--) {
    const at = Math.floor(random() * text.length);
    const cut = Math.floor(random() * 3);
    const put = random() < 0.5 ? pick('{}[]",:\\ ') : text.slice(at, at + random() * 30);
    text = text.slice(0, at) + put + text.slice(at + cut);
  }
  return text;
}

Deno.test("20,000 mutated frames: taken as they are or written anew, the receiver gets the same", () => {
  const random = seededRandom(11).unit;
  const seeds = [
    '{"type":"OFFER","src":"ada","dst":"bea","payload":{"sdp":"v=0\\r\\n","n":[1,{"a":"\\"}"}]}}',
    '{"type":"OFFER","src":"ada","dst":"bea","payload":"c2VhbGVk\\\\"}',
    '{"type":"OFFER","src":"ada","dst":"bea","payload":1}',
  ];
  let asTheyAre = 0;
  for (let round = 0; round < 20_000; round++) {
    const text = mutated(seeds[round % seeds.length], random);
    const out = pass(text, warm());
    assert.equal(out, pass(text), text);
    if (out === text) asTheyAre++;
  }
  assert.ok(asTheyAre > 100, `only ${asTheyAre} passed as they were: the test shows nothing`);
});

Deno.test("of what a client said nothing is kept: a small part of a text would keep all of it", () => {
  const collect = collector();
  const used = () => {
    collect();
    return Deno.memoryUsage().heapUsed;
  };
  const dst = "2e0f868fb4a32b7c0a832d44b4464cf8";
  const before = used();
  const readers = Array.from({ length: 200 }, (_, n) => {
    const reader = new FrameReader(`73f8d30e4a6820978e1d7c1e94da5e${n}`);
    const payload = String(n).padEnd(200_000, "x");
    const frame = reader.read(JSON.stringify({ type: "OFFER", dst, payload }));
    assert.ok(typeof frame !== "string" && frame.dst === dst);
    return reader;
  });
  const each = (used() - before) / readers.length;
  assert.ok(each < 20_000, `${Math.round(each)} bytes are kept for each of ${readers.length}`);
});

Deno.test("10,000 mutated frames: what passes never claims another sender, type or receiver", () => {
  const random = seededRandom(5).unit;
  const seeds = [
    '{"type":"OFFER","dst":"bea","payload":{"sdp":"v=0\\r\\n","n":[1,{"a":"\\"}"}]}}',
    '{"payload":"c2VhbGVk\\\\","type":"ANSWER","dst":"bea"}',
  ];
  let passed = 0;
  for (let round = 0; round < 10_000; round++) {
    const out = pass(mutated(seeds[round % seeds.length], random));
    if (!out) continue;
    passed++;
    let parsed: Record<string, unknown>;
    try {
      parsed = JSON.parse(out);
    } catch (error) {
      // A payload that is not good inside: its receiver can't read the frame at all, so it is safe.
      if (error instanceof SyntaxError) continue;
      throw error;
    }
    const { type, src, dst, payload, ...rest } = parsed;
    assert.ok(type === "OFFER" || type === "ANSWER", out);
    assert.equal(src, "ada");
    assert.match(String(dst), /^[\w -]+$/);
    assert.deepEqual(rest, {});
    assert.ok(out.startsWith(`{"type":"${type}","src":"ada","dst":"${dst}"`), out);
    if (payload !== undefined) assert.ok(out.indexOf('"payload":') > 0);
  }
  assert.ok(passed > 100, `only ${passed} mutations passed: the test shows nothing`);
});

Deno.test("what JSON.parse takes as a good frame, the broker takes, and it routes it the same way", () => {
  const random = seededRandom(7).unit;
  const value = (depth: number): unknown => {
    const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
    if (kind === 0) return Math.round((random() - 0.5) * 1e6) / 10 ** Math.floor(random() * 9);
    if (kind === 1) return random() < 0.5;
    if (kind === 2) return null;
    if (kind === 3) {
      return Array.from({ length: random() * 12 }, () => '\\"{}[],:\n\té😀a '.charAt(random() * 16))
        .join("");
    }
    if (kind === 4) return Array.from({ length: random() * 4 }, () => value(depth + 1));
    return Object.fromEntries(
      Array.from(
        { length: random() * 4 },
        () => [`k${Math.floor(random() * 9)}"\\`, value(depth + 1)],
      ),
    );
  };
  for (let round = 0; round < 3_000; round++) {
    const payload = value(0);
    const text = JSON.stringify({ type: "CANDIDATE", payload, dst: "b-1" }, null, round % 2 * 2);
    const out = pass(text);
    assert.ok(out, text);
    assert.deepEqual(JSON.parse(out), { type: "CANDIDATE", src: "ada", dst: "b-1", payload });
  }
});
