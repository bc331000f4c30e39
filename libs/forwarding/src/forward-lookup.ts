import type { E164 } from '@dialplane/phone-numbers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredForward } from './forward';
import type { FindForward } from './forward-store';

/** The result of a look-up. `failed` is not "no forward": it is unknown whether there is one. */
export type Lookup =
  | {
      readonly kind: 'found';
      readonly forward: StoredForward;
      readonly source: 'store' | 'last-known-good' | 'fallback';
      /** How many attempts it took: more than one is the sign of a slow or failing store. */
      readonly attempts: number;
      /** Why it did not come from the store, if it did not. */
      readonly error?: unknown;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** How long to wait for the store, and what to do without it. */
export type LookupOptions = {
  /** The number to ring when the store fails and the dialled number was not looked up before. @default none */
  readonly fallback?: E164;
  /** How long one attempt may take, in milliseconds. @default 400 */
  readonly patience?: number;
  /** @default 2 */
  readonly tries?: number;
  /** How many of the latest forwards to keep in case the store fails. @default 1,000 */
  readonly kept?: number;
  /** Waits for a number of milliseconds, or until the signal aborts. @default a timer */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/**
 * Looks up forwards in a store that can be slow or fail. It tries twice, for a limited time each. Then it uses the last known
 * good forward of the number, then the fallback.
 *
 * Keeps the latest results in memory, as long as the Lambda's instance lives. This is the only state of a call app that outlives
 * an event. It is used only when the store fails, and a number that has no forward any more is forgotten.
 */
export const lastKnownGood = (
  find: FindForward,
  { fallback, patience = 400, tries = 2, kept = 1_000, wait = timer }: LookupOptions = {},
): {
  readonly lookUp: (number: E164) => Promise<Lookup>;
  /** The forward that the last look-up of a number found, which may have changed since. */
  readonly last: (number: E164) => StoredForward | undefined;
} => {
  const known = new Map<E164, StoredForward>();

  const lookUp = async (number: E164): Promise<Lookup> => {
    const outcome = await attempt(() => within(patience, wait, find(number)), tries);
    if (!('error' in outcome)) {
      known.delete(number); // inserted again at the end, so that the first entry is always the oldest
      if (!outcome.forward) return { kind: 'none' };
      known.set(number, outcome.forward);
      const [oldest] = known.keys();
      if (known.size > kept && oldest) known.delete(oldest);
      return { kind: 'found', forward: outcome.forward, source: 'store', attempts: outcome.attempts };
    }
    const { error } = outcome;
    const lastGood = known.get(number);
    const failed = { error, attempts: tries };
    if (lastGood) return { kind: 'found', forward: lastGood, source: 'last-known-good', ...failed };
    if (fallback)
      return { kind: 'found', forward: forwardTo(fallback, number), source: 'fallback', ...failed };
    return { kind: 'failed', error };
  };
  return { lookUp, last: (number) => known.get(number) };
};

const timer = (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal });

type Outcome =
  { readonly forward: StoredForward | undefined; readonly attempts: number } | { readonly error: unknown };

const attempt = async (
  once: () => Promise<StoredForward | undefined>,
  tries: number,
  attempts = 1,
): Promise<Outcome> => {
  try {
    return { forward: await once(), attempts };
  } catch (error) {
    return attempts < tries ? attempt(once, tries, attempts + 1) : { error };
  }
};

/** The result of `work`, or an error if it takes longer than `milliseconds`. */
const within = async <T>(
  milliseconds: number,
  wait: NonNullable<LookupOptions['wait']>,
  work: Promise<T>,
): Promise<T> => {
  const settled = new AbortController();
  const late = wait(milliseconds, settled.signal).then(() => {
    throw new Error(`Cannot look up a forward: the store did not answer within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    settled.abort();
    late.catch(() => {}); // the race is decided: ignore that the wait was aborted
  }
};

const forwardTo = (fallback: E164, number: E164): StoredForward => ({
  number,
  targets: [{ kind: 'phone', number: fallback }],
  callerId: 'dialled',
  atEnd: 'apology',
  version: 0,
});
