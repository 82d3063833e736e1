/** Holds docs/protocol.md to the schemas and the numbers of the code, and the documents' links to files. */
import assert from "node:assert/strict";
import { renderMarkdown } from "../../../components/docs/markdown.ts";
import { resolveDocLink } from "../../../components/docs/doc_links.ts";
import { CHANNELS, defaultRecovery, LANE_KIND, LANES } from "../../../lib/link/mod.ts";
import { isSeatOf, type SeatClaim } from "../../../lib/room/policy/seat.ts";
import { holdsProof } from "../../../lib/room/policy/seat_proofs.ts";
import { comebackAfter } from "../../../lib/signal/reconnect_policy.ts";
import { SAS_EMOJI } from "../../../lib/trust/emoji.ts";
import { deriveRoomKeys } from "../../../lib/trust/link_key.ts";
import { platformSigning } from "../../../lib/trust/signing.ts";
import { BROKER_CLOSE } from "../../../lib/wire/broker.ts";
import { commandSchema } from "../../../lib/wire/command.ts";
import { contentSchema } from "../../../lib/wire/content.ts";
import { fileMessageSchema } from "../../../lib/wire/files.ts";
import { inkMessageSchema } from "../../../lib/wire/ink.ts";
import { policySchema } from "../../../lib/wire/policy.ts";
import {
  controlSchema,
  helloSchema,
  memberSchema,
  rosterSchema,
} from "../../../lib/wire/control.ts";
import { sealedContentSchema, sealedPayloadSchema } from "../../../lib/wire/sealed.ts";
import { serverFrameSchema } from "../../../lib/wire/server_frame.ts";
import { clearPayloadSchema, signalSchema } from "../../../lib/wire/signal.ts";
import { verifyMessageSchema } from "../../../lib/wire/verify.ts";
import { clientEnvelopeSchema } from "../../../lib/wire/broker.ts";
import { readIceServers } from "../../../session/joining/ice_servers.ts";
import { FrameReader } from "../../../signal/broker/frame.ts";
import { DEFAULT_LIMITS } from "../../../signal/mod.ts";
import { ROOT } from "../../helpers/paths.ts";

const DOCS = new URL("docs/", ROOT);
const text = await Deno.readTextFile(new URL("protocol.md", DOCS));

interface Parser {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}

const exact = (schema: Parser) => (value: unknown) => {
  const parsed = schema.safeParse(value);
  assert.ok(parsed.success, JSON.stringify(value));
  assert.deepEqual(parsed.data, value, "the example has members that the schema does not know");
};

/** What an example must be, by the name that stands behind `json` where it begins. */
const EXAMPLES: Readonly<Record<string, (value: unknown) => void>> = {
  "client-frame": (value) => void new FrameReader("ada").read(JSON.stringify(value)),
  "server-frame": (value) => assert.ok(serverFrameSchema.safeParse(value).success),
  ice: (value) => assert.equal(readIceServers(value)?.iceServers.length, 1),
  signal: exact(signalSchema),
  clear: exact(clearPayloadSchema),
  sealed: exact(sealedPayloadSchema),
  "sealed-content": exact(sealedContentSchema),
  presence: exact(controlSchema),
  policy: exact(policySchema),
  command: exact(commandSchema),
  content: exact(contentSchema),
  file: exact(fileMessageSchema),
  ink: exact(inkMessageSchema),
  verify: exact(verifyMessageSchema),
};

interface Example {
  readonly kind: string;
  readonly value: unknown;
}

function examples(): Example[] {
  return [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info, body]) => {
    const [language, kind, ...rest] = info.split(" ");
    assert.deepEqual([language, rest], ["json", []], `an example that no schema holds: ${info}`);
    return { kind, value: JSON.parse(body) };
  });
}

/** Every literal and enum value anywhere in a schema: types, kinds, codes. */
function valuesIn(schema: unknown, found = new Set<unknown>()): Set<unknown> {
  if (Array.isArray(schema)) { for (const one of schema) valuesIn(one, found); }
  if (schema === null || typeof schema !== "object" || !("def" in schema)) return found;
  const def = schema.def as Record<string, unknown>;
  if (def.type === "literal") { for (const value of def.values as unknown[]) found.add(value); }
  if (def.type === "enum") {
    for (const value of Object.values(def.entries ?? {})) {
      found.add(value);
    }
  }
  if (def.type === "object") valuesIn(Object.values(def.shape ?? {}), found);
  for (const part of ["options", "innerType", "element"]) valuesIn(def[part], found);
  return found;
}

/** The values by which a union tells its messages apart. */
function discriminators(schema: unknown, key: string): Set<unknown> {
  const found = new Set<unknown>();
  const { def } = schema as { def: { options?: unknown[]; shape?: Record<string, unknown> } };
  for (const option of def.options ?? []) {
    for (const value of discriminators(option, key)) found.add(value);
  }
  return def.shape === undefined ? found : valuesIn(def.shape[key], found);
}

/** The cells of every row that has so many. */
function rows(source: string, columns: number): string[][] {
  return source.split("\n").filter((line) => line.startsWith("| "))
    .map((line) => line.replaceAll("\\|", "¦").split("|").slice(1, -1).map((cell) => cell.trim()))
    .filter((cells) => cells.length === columns);
}

function section(heading: string): string {
  const level = heading.match(/^#+/)?.[0].length ?? 0;
  const after = text.split(`\n${heading}\n`)[1];
  assert.ok(after !== undefined, `no section ${heading}`);
  return after.split(new RegExp(`\n#{2,${level}} `))[0];
}

function numbers(cell: string): number[] {
  return [...cell.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(",", "")));
}

/** The numbers of `const NAME = ...` in a file: one, a product, a power, one less, or a list. */
async function constant(file: string, name: string): Promise<number[]> {
  const source = await Deno.readTextFile(new URL(file, ROOT));
  const value = source.match(
    new RegExp(`^(?:export )?const ${name} = \\[?([\\d_ *,-]+)\\]?;`, "m"),
  );
  assert.ok(value, `${file} has no ${name}`);
  return value[1].split(",").map((one) => {
    const [first, ...less] = one.split("-").map(product);
    return less.reduce((rest, part) => rest - part, first);
  });
}

function product(text: string): number {
  return text.split(/(?<!\*)\*(?!\*)/).map((factor) => {
    const [base, power = 1] = factor.split("**").map((part) => Number(part.replaceAll("_", "")));
    return base ** power;
  }).reduce((all, factor) => all * factor);
}

/** The texts of a union type of texts, which leaves no trace at run time. */
async function unionOf(file: string, type: string): Promise<string[]> {
  const source = await Deno.readTextFile(new URL(file, ROOT));
  const body = source.match(new RegExp(`export type ${type} =([^;]*);`))?.[1] ?? "";
  const codes = [...body.matchAll(/"([a-z-]+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 1, `${file} has no union ${type}`);
  return codes;
}

/** Every part of an example that a schema takes. */
function find<Found>(value: unknown, schema: Schema<Found>, found: Found[] = []): Found[] {
  if (value === null || typeof value !== "object") return found;
  const parsed = schema.safeParse(value);
  if (parsed.success) found.push(parsed.data);
  for (const part of Object.values(value)) find(part, schema, found);
  return found;
}

interface Schema<Found> {
  safeParse(value: unknown): { success: true; data: Found } | { success: false };
}

function firstCells(source: string, columns: number): Set<string> {
  return new Set(rows(source, columns).map(([cell]) => cell).filter((cell) => /^`/.test(cell)));
}

Deno.test("protocol.md: every type, kind and code of the schemas is named", () => {
  const schemas = [
    clientEnvelopeSchema,
    serverFrameSchema,
    signalSchema,
    controlSchema,
    policySchema,
    commandSchema,
    contentSchema,
    fileMessageSchema,
    inkMessageSchema,
    verifyMessageSchema,
  ];
  const named = valuesIn(schemas);
  assert.ok(named.size > 35, `the search finds too few: ${[...named].join()}`);
  for (const value of named) {
    if (typeof value !== "string") continue;
    assert.match(text, new RegExp(`["\`]${value}["\`]`), `"${value}" is not in the document`);
  }
});

Deno.test("protocol.md: every example is what the schema beside it takes", () => {
  for (const { kind, value } of examples()) {
    assert.ok(kind in EXAMPLES, `no schema is called ${kind}`);
    EXAMPLES[kind](value);
  }
});

Deno.test("protocol.md: every message has an example", () => {
  const shown = examples();
  const unions: [kind: string, schema: unknown, key: string][] = [
    ["client-frame", clientEnvelopeSchema, "type"],
    ["signal", signalSchema, "kind"],
    ["presence", controlSchema, "t"],
    ["content", contentSchema, "t"],
    ["file", fileMessageSchema, "t"],
    ["ink", inkMessageSchema, "t"],
    ["verify", verifyMessageSchema, "t"],
  ];
  for (const [kind, schema, key] of unions) {
    const of = shown.filter((example) => example.kind === kind)
      .map(({ value }) => (value as Record<string, unknown>)[key]);
    const wanted = discriminators(schema, key);
    assert.ok(wanted.size > 1, kind);
    assert.deepEqual(new Set(of), wanted, `examples of ${kind}`);
  }
  for (const kind of Object.keys(EXAMPLES)) assert.ok(shown.some((one) => one.kind === kind), kind);
});

Deno.test("protocol.md: the presence table has exactly the messages of the schema", () => {
  const listed = firstCells(section("## Presence").split("\n### ")[0], 4);
  const wanted = [...discriminators(controlSchema, "t")].map((t) => `\`${t}\``);
  assert.deepEqual(listed, new Set(wanted));
});

Deno.test("protocol.md: the error tables have exactly the codes of the code", async () => {
  const tables: [heading: string, file: string, type: string, columns: number][] = [
    ["### Signals that are refused", "lib/signal/types.ts", "RefusalCode", 2],
    ["### A join that does not succeed", "lib/errors.ts", "JoinErrorCode", 2],
    ["### A call on a room that can't be done", "lib/errors.ts", "RoomErrorCode", 2],
  ];
  for (const [heading, file, type, columns] of tables) {
    const codes = (await unionOf(file, type)).map((code) => `\`${code}\``);
    assert.deepEqual(firstCells(section(heading), columns), new Set(codes), heading);
  }
  const [pair, group] = section("### Comparisons that end").split("Of a group:");
  const of = async (file: string, type: string) =>
    new Set((await unionOf(file, type)).map((code) => `\`${code}\``));
  assert.deepEqual(firstCells(pair, 2), await of("lib/trust/pair_verification.ts", "PairFailure"));
  assert.deepEqual(
    firstCells(group, 2),
    await of("lib/trust/group_verification.ts", "GroupFailure"),
  );
});

Deno.test("protocol.md: the table of close codes has the broker's, and the runtime's own 1001", () => {
  const listed = rows(section("### Close codes"), 4).filter(([code]) => Number(code) > 0);
  const known = Object.values(BROKER_CLOSE).map(({ code }): number => code);
  assert.deepEqual(listed.map(([code]) => Number(code)).toSorted(), [...known, 1001].toSorted());
  for (const [code, , , client] of listed) {
    assert.equal(client, comebackAfter(Number(code)), `what Kibitz's client does after ${code}`);
  }
});

Deno.test("protocol.md: the lanes, the channels and the steps of recovery are the code's", () => {
  const lanes = rows(section("### Lanes and channels"), 4).filter(([line]) => /^[0-3]$/.test(line));
  assert.deepEqual(
    lanes.map(([line, lane, kind]) => [Number(line), lane, kind]),
    LANES.map((lane, at) => [at, `\`${lane}\``, LANE_KIND[lane]]),
  );
  const channels = rows(section("### Lanes and channels"), 3).filter(([id]) => /^\d$/.test(id));
  assert.deepEqual(
    channels.map(([id, label]) => [label, Number(id)]),
    Object.entries(CHANNELS).map(([label, id]) => [`\`${label}\``, id]),
  );
  const steps = rows(section("### When it is lost"), 3).filter(([step]) => /^\d$/.test(step));
  assert.equal(steps.length, 6);
  for (const [at, [, after, what]] of steps.entries()) {
    assert.deepEqual([...numbers(after), what.match(/^\w+/)?.[0]], [
      defaultRecovery(at).after,
      defaultRecovery(at).action,
    ]);
  }
  assert.deepEqual(
    [6, 7, 8].map(defaultRecovery),
    [4, 5, 4].map(defaultRecovery),
    "the last two repeat",
  );
});

Deno.test("protocol.md: the numbers of the limits are the code's", async () => {
  const table = rows(section("### The limits of participants"), 4)
    .filter(([, , name]) => name.startsWith("`"));
  assert.ok(table.length > 40, `only ${table.length} limits are listed`);
  for (const [what, value, name, file] of table) {
    const [plainName, plainFile] = [name, file].map((cell) => cell.replaceAll("`", ""));
    assert.deepEqual(numbers(value), await constant(plainFile, plainName), `${name}: ${what}`);
  }
});

Deno.test("protocol.md: the numbers of the broker's limits are the code's", () => {
  const listed = new Set<string>();
  for (const [names, value] of rows(section("### Limits of the broker"), 3)) {
    const each = names.split(", ").filter((name) => name in DEFAULT_LIMITS);
    for (const [at, name] of each.entries()) {
      listed.add(name);
      const limit = DEFAULT_LIMITS[name as keyof typeof DEFAULT_LIMITS];
      assert.equal(numbers(value)[at], limit, name);
    }
  }
  assert.deepEqual(listed, new Set(Object.keys(DEFAULT_LIMITS)));
});

Deno.test("protocol.md: every file of vectors is named, and every one named is there", async () => {
  const named = new Set([...text.matchAll(/`(\w+\.(?:json|py))`/g)].map(([, name]) => name));
  const there = new Set<string>();
  for await (const { name } of Deno.readDir(new URL("tests/vectors/", ROOT))) there.add(name);
  assert.deepEqual(named, there);
});

Deno.test("protocol.md: what its examples say is signed, is", async () => {
  const scope = "tuesday?";
  const ada = "73f8d30e4a6820978e1d7c1e94da5e70";
  const cleo = "9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e";
  const address = "14d83a5fef2e08afc8fbbad4bc2b1301";
  const envelopes = {
    offer: { type: "OFFER", src: ada, dst: address },
    answer: { type: "ANSWER", src: address, dst: ada },
    candidate: { type: "CANDIDATE", src: "2e0f868fb4a32b7c0a832d44b4464cf8", dst: ada },
  } as const;
  const room = await deriveRoomKeys("tuesday", "asnlmK6g1i979ZSxSprs3Q");
  assert.equal(room.address, address);
  const claims = new Map<string, SeatClaim & { id: string }>();
  const add = (id: string, claim: SeatClaim) =>
    claims.set(`${id} ${claim.proof}`, { ...claim, id });
  for (const { kind, value } of examples()) {
    for (const roster of find(value, rosterSchema)) {
      for (const member of roster.members) add(member.id, member);
    }
    for (const member of find(value, memberSchema)) add(member.id, member);
    for (const hello of find(value, helloSchema)) add(hello.meets ? cleo : ada, hello);
    if (kind !== "signal") continue;
    const signal = signalSchema.parse(value);
    if (signal.kind === "bye") continue;
    assert.ok(signal.by, `${signal.kind} without a proof`);
    const envelope = envelopes[signal.kind];
    assert.ok(await holdsProof(platformSigning, scope, envelope, signal, signal.by), signal.kind);
  }
  assert.equal(new Set([...claims.values()].map(({ id }) => id)).size, 3);
  for (const claim of claims.values()) {
    assert.ok(await isSeatOf(platformSigning, scope, claim.id, claim), claim.id);
  }
});

Deno.test("protocol.md: the emoji are the code's", () => {
  const listed = section("### The emoji").replaceAll(/\s+/g, " ").trim();
  const emoji = SAS_EMOJI.map(([symbol, name], at) => `${at} ${symbol} ${name}`);
  assert.equal(listed, `${emoji.join(", ")}.`);
});

Deno.test("documents: every link leads to a document, a heading or a file that is there", async () => {
  const html = new Map<string, string>();
  const sources = new Map<string, string>();
  for await (const { name } of Deno.readDir(DOCS)) {
    if (!name.endsWith(".md")) continue;
    const source = await Deno.readTextFile(new URL(name, DOCS));
    sources.set(name, source);
    html.set(name, renderMarkdown(source, resolveDocLink).html);
  }
  sources.set("../README.md", await Deno.readTextFile(new URL("README.md", ROOT)));
  for (const [name, source] of sources) {
    for (const [, href] of source.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(href)) continue;
      const [file, anchor] = href.split("#");
      const target = file === "" ? name : file;
      await Deno.stat(new URL(target, new URL(name, DOCS))).catch(() =>
        assert.fail(`${name} links to ${href}, which is not there`)
      );
      if (anchor === undefined) continue;
      assert.ok(html.get(target)?.includes(`id="${anchor}"`), `${name}: no heading for ${href}`);
    }
  }
});
