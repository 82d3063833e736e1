import type { z } from "zod/mini";

/** Reads one JSON text from a wire by its schema; `null` when it is anything else. */
export function parseJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string,
): z.infer<Schema> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Not JSON: the one thing that JSON.parse says of a peer's bad text.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
