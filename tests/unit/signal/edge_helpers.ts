import assert from "node:assert/strict";
import { ROOT } from "../../helpers/paths.ts";

/** The command in docs/deploying.md that starts coturn, as its words. */
export async function relayCommand(): Promise<string[]> {
  const text = await Deno.readTextFile(new URL("docs/deploying.md", ROOT));
  const [command] = /^ {4}turnserver (?:.*\\\n)*.*$/m.exec(text) ?? [];
  assert.ok(command, "the command is there");
  return command.replaceAll("\\\n", " ").trim().split(/\s+/);
}
