/**
 * What must happen in Redis in one step. A claim is the key `<prefix>:id:<id>`; its value is
 * `<instance>|<digest of the token>|<number>`, one for every claim that was ever granted.
 */
interface Script {
  readonly keys: number;
  readonly text: string;
}

/**
 * KEYS: the id's key. ARGV: our value, our token's digest, lease in ms, prefix, id.
 * 1 when the id is ours now, 0 when another token holds it.
 */
const claim: Script = {
  keys: 1,
  text: `
    local held = redis.call('GET', KEYS[1])
    if held then
      local instance, token = string.match(held, '^([^|]+)|([^|]+)|')
      if token ~= ARGV[2] then return 0 end
      redis.call('PUBLISH', ARGV[4] .. ':to:' .. instance, 'ousted\\n' .. ARGV[5] .. '\\n' .. held)
    end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
    redis.call('PUBLISH', ARGV[4] .. ':here', ARGV[5])
    return 1`,
};

/** KEYS: the id's key. ARGV: our value. */
const release: Script = {
  keys: 1,
  text: `
    if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
    return 1`,
};

/**
 * KEYS: the id's key. ARGV: our value, lease in ms, prefix, id. Lengthens the lease, or takes it anew
 * when it ran out and nobody else came. 1 when the id is ours, 0 when it is not any more.
 */
const renew: Script = {
  keys: 1,
  text: `
    local held = redis.call('GET', KEYS[1])
    if held == ARGV[1] then
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return 1
    end
    if held then return 0 end
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    redis.call('PUBLISH', ARGV[3] .. ':here', ARGV[4])
    return 1`,
};

/**
 * KEYS: the id's key. ARGV: prefix, id, kind, messages of this kind. How many instances got them: 0 when nobody holds
 * the id, or its holder's instance is gone.
 */
const publish: Script = {
  keys: 1,
  text: `
    local held = redis.call('GET', KEYS[1])
    if not held then return 0 end
    local instance = string.match(held, '^([^|]+)|')
    local reached = 0
    for n = 4, #ARGV do
      reached = redis.call('PUBLISH', ARGV[1] .. ':to:' .. instance, ARGV[3] .. '\\n' .. ARGV[2] .. '\\n' .. ARGV[n])
      if reached == 0 then return 0 end
    end
    return reached`,
};

export const SCRIPTS = { claim, release, renew, publish } as const;
export type ScriptName = keyof typeof SCRIPTS;
