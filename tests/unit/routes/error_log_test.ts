import assert from "node:assert/strict";
import { framesOf, leaveTrace } from "../../../components/ui/trace.ts";
import { ROOT } from "../../helpers/paths.ts";

/** What a page that fails by this error writes to the log. */
function logged(error: unknown): string {
  const written: unknown[] = [];
  const original = console.error;
  console.error = (...what: unknown[]) => void written.push(...what);
  try {
    leaveTrace(error);
  } finally {
    console.error = original;
  }
  return written.join(" ");
}

Deno.test("a failed page leaves a trace without a word of its message", () => {
  const cause = new Error("secretcause");
  const errors = [
    new Error("no such room: secretroom"),
    new TypeError("Invalid URL: 'https://kibitz.example/r/secretroom'", { cause }),
    new Error("first\n    at secretroom (file:///secretroom.ts:1:2)\n    at secretroom"),
    Object.assign(new Error("x"), { name: "secretname", room: "secretroom" }),
    new AggregateError([cause], "secretroom"),
    "secretroom",
    { message: "secretroom" },
    null,
  ];
  for (const error of errors) {
    const text = logged(error);
    assert.match(text, /^A page failed: \w+/);
    assert.doesNotMatch(text, /secret/, text);
    if (error instanceof Error) assert.match(text, /error_log_test\.ts:\d+:\d+/);
  }
});

Deno.test("a message that was changed later leaves nothing either", () => {
  const error = new Error("secretroom: before");
  error.message = "after";
  assert.doesNotMatch(framesOf(error), /secret/);
});

Deno.test("no route writes to the log but by leaving a trace", async () => {
  for await (const path of sources(new URL("routes/", ROOT))) {
    assert.doesNotMatch(await Deno.readTextFile(path), /console\.|reportError/, path.pathname);
  }
});

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${encodeURIComponent(name)}/`, folder));
    else yield new URL(encodeURIComponent(name), folder);
  }
}
