/** Runs the examples of docs/engine.md, and holds its tables of errors to the code. */
import assert from "node:assert/strict";
import { runOutside } from "../../helpers/library.ts";
import { ROOT } from "../../helpers/paths.ts";

const document = await Deno.readTextFile(new URL("docs/engine.md", ROOT));
const examples = [...document.matchAll(/^## (.+)$|^```ts run\n([\s\S]*?)^```$/gm)];

let heading = "";
for (const [, title, code] of examples) {
  if (code === undefined) {
    heading = title;
    continue;
  }
  const about = heading;
  Deno.test(`docs/engine.md, "${about}": its example runs`, async () => {
    const { code: status, said } = await runOutside(
      `import assert from "node:assert/strict";\n${code}\nconsole.log("came to its end");\n`,
    );
    assert.equal(status, 0, said);
    assert.match(said, /came to its end/);
  });
}

Deno.test("docs/engine.md has an example that runs for each thing that it says to do", () => {
  const run = examples.filter(([, , code]) => code !== undefined);
  assert.ok(run.length >= 5, `${run.length}`);
});

for (const name of ["JoinError", "RoomError"]) {
  Deno.test(`docs/engine.md: the table of ${name} has exactly the codes of the code`, async () => {
    const source = await Deno.readTextFile(new URL("lib/errors.ts", ROOT));
    const union = source.split(`export type ${name}Code =`)[1]?.split(";")[0] ?? "";
    const codes = [...union.matchAll(/\| "([a-z-]+)"/g)].map(([, code]) => code);
    const table = document.split(new RegExp(`\\| \`${name}\` +\\|`))[1]?.split("\n\n")[0] ?? "";
    const rows = [...table.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code);
    assert.ok(codes.length > 5);
    assert.deepEqual(rows.sort(), codes.sort());
  });
}
