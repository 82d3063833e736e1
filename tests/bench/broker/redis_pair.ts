import { redisAvailable, startRedis } from "../../helpers/servers/redis.ts";
import { type Contestant, start } from "./process.ts";
import { ours } from "./recipes.ts";

/** The name under which two processes appear. */
export const OURS_OVER_REDIS = "ours, two processes over Redis";

/**
 * Two processes of ours that share a Redis, and nothing else. Clients go to them in turns, so partners
 * are never at the same one: every frame crosses Redis, which is the worst case. Processor time and
 * memory are those of both processes and of Redis. Null where Redis can't be had.
 */
export async function startOverRedis(): Promise<Contestant | null> {
  if (!await redisAvailable()) return null;
  await using stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const recipe = { ...ours, env: { ...ours.env, REDIS_URL: redis.url } };
  const pair = [stack.use(await start(recipe)), stack.use(await start(recipe))];
  const kept = stack.move();
  const all = [...pair, redis];
  const sum = (each: readonly (number | null)[]) =>
    each.reduce<number | null>((so, one) => so === null || one === null ? null : so + one, 0);
  return {
    name: OURS_OVER_REDIS,
    frames: pair[0].frames,
    address: (id) => pair[Number(/\d+$/.exec(id)?.[0] ?? 0) % 2].address(id),
    cpu: () => sum(all.map((each) => each.cpu())),
    memory: () => sum(all.map((each) => each.memory())),
    get running() {
      return pair.every(({ running }) => running);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
