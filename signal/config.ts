import { z } from "zod";

const listen = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8000),
  HOST: z.string().min(1).default("127.0.0.1"),
});

/** Where to listen, from `PORT` (0 to 65535) and `HOST`. Throws with the name of the wrong variable. */
export function readListenAddress(
  env: Record<string, string>,
): { hostname: string; port: number } {
  const parsed = listen.safeParse(env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(
      ", ",
    );
    throw new Error(
      `Wrong setting in the environment: ${names}. ${parsed.error.issues[0].message}`,
    );
  }
  return { hostname: parsed.data.HOST, port: parsed.data.PORT };
}
