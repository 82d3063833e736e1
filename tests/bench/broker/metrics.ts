import type { Contestant } from "./process.ts";

/** What a broker of ours is started with, so that `metric` may ask it. */
export const METRICS_TOKEN = "0123456789abcdef";

/** One of the broker's own figures, by its name and labels; null while it has none of that name. */
export async function metric(broker: Contestant, name: string): Promise<number | null> {
  const metrics = new URL("/metrics", broker.address("x").replace(/^ws/, "http"));
  const answer = await fetch(metrics, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const value = new RegExp(`^${RegExp.escape(name)} (\\d+)$`, "m").exec(await answer.text())?.[1];
  return value === undefined ? null : Number(value);
}
