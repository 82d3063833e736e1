import type { z } from "zod";

/** A setting in the environment that can't be used. The message names the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "bad-setting";

  constructor(readonly variable: string, problem: string) {
    super(`The environment variable ${variable} ${problem}`);
  }
}

/** The environment's variables by name. An empty one counts as not set. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads one variable by its schema; undefined when it is not set. Throws `ConfigError`. */
export function readValue<Output>(
  env: Env,
  variable: string,
  schema: z.ZodType<Output>,
  problem: string,
): Output | undefined {
  const text = env[variable]?.trim();
  if (text === undefined || text === "") return undefined;
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new ConfigError(variable, problem);
  return parsed.data;
}

/** Reads a comma-separated list; empty when the variable is not set. */
export function readList(env: Env, variable: string): string[] {
  return (env[variable] ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
}
