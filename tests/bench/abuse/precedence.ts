import { onPath } from "../../helpers/paths.ts";

/**
 * Attackers sit at other machines; here they share the processors with those whom they attack. So
 * that the machine's scheduler is not taken for the broker, this process and what it starts come
 * before everything else, and the attackers after it.
 */
export interface Precedence extends AsyncDisposable {
  /** The beginning of an attacker's command line. */
  readonly attacker: readonly string[];
  /** False where the system does not let us: then it decides for some milliseconds who runs. */
  readonly strict: boolean;
}

/** Puts this process first, until the answer is disposed of. */
export async function takePrecedence(): Promise<Precedence> {
  const chrt = await onPath("chrt");
  const nice = await onPath("nice");
  const polite = nice === null ? [] : [nice, "-n", "19"];
  if (chrt === null || !await run(chrt, "--rr", "--all-tasks", "--pid", "1", String(Deno.pid))) {
    return { attacker: polite, strict: false, async [Symbol.asyncDispose]() {} };
  }
  return {
    attacker: [chrt, "--idle", "0"],
    strict: true,
    async [Symbol.asyncDispose]() {
      await run(chrt, "--other", "--all-tasks", "--pid", "0", String(Deno.pid));
    },
  };
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  const options = { args, stdin: "null", stdout: "null", stderr: "null" } as const;
  return (await new Deno.Command(command, options).output()).success;
}
