import { fail, ok, type Result } from '@dialplane/basics';

/**
 * How a number of the pool is shared. `exclusive`: it serves one transfer at a time. `composite`: it serves many at once,
 * distinguished by the caller's number, so the caller's number must survive the transfer.
 */
export type NumberMode = 'exclusive' | 'composite';

/** A pool of numbers that share the same rules. */
export type Pool = {
  /** What clients call it, such as `production`. The published sample calls it `target` or `environ`. */
  readonly name: string;
  /** How its numbers are shared, unless a number has its own mode. */
  readonly mode: NumberMode;
  /** How long a reservation waits for its call. */
  readonly holdSeconds: number;
  /** How long a number rests after its reservation ends, before it is given out again. */
  readonly restSeconds: number;
  /** What a caller with a hidden number gets, if the reservation names a caller: no context, or the context. */
  readonly withheldCallers: 'refuse' | 'allow';
};

/** The default rules of a pool. */
export const poolDefaults = {
  mode: 'exclusive',
  holdSeconds: 120,
  restSeconds: 30,
  withheldCallers: 'refuse',
} as const satisfies Omit<Pool, 'name'>;

/**
 * Reads the pools from a setting: a JSON list such as `[{"name":"production","mode":"exclusive"}]`, in which only the name is
 * required. The error names every broken rule.
 */
export const parsePools = (text: string): Result<readonly Pool[], string> => {
  const list = jsonOf(text);
  if (!Array.isArray(list) || list.length === 0)
    return fail(`Cannot read the pools: expected a JSON list with at least one pool`);
  const pools = list.map((entry: unknown) => ({ ...poolDefaults, ...(entry as Pool) }));
  const wrong = pools.flatMap((pool, at) => issuesOf(pool).map((issue) => `${at}.${issue}`));
  const names = pools.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) wrong.push(`name "${twice[0]}" must not be used twice`);
  return wrong.length > 0 ? fail(`Cannot read the pools: ${wrong.join('; ')}`) : ok(pools);
};

const issuesOf = (pool: Pool): readonly string[] => {
  const rules: readonly (readonly [boolean, string])[] = [
    [/^[\w-]{1,64}$/.test(pool.name ?? ''), 'name must be 1 to 64 letters, digits, dashes or underscores'],
    [pool.mode === 'exclusive' || pool.mode === 'composite', 'mode must be exclusive or composite'],
    [wholeSeconds(pool.holdSeconds, 1), 'holdSeconds must be a whole number from 1 to 86400'],
    [wholeSeconds(pool.restSeconds, 0), 'restSeconds must be a whole number from 0 to 86400'],
    [
      pool.withheldCallers === 'refuse' || pool.withheldCallers === 'allow',
      'withheldCallers must be refuse or allow',
    ],
  ];
  return rules.flatMap(([holds, message]) => (holds ? [] : [message]));
};

const wholeSeconds = (value: unknown, least: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= 86_400;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: the caller's message says what is expected
  }
};
