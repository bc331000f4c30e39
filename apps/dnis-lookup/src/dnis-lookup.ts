import {
  connectArrival,
  type DnisLookUps,
  lookUpContext,
  type NoArrival,
  type UnknownReason,
} from '@dialplane/dnis-pool';
import type { CountMetric, Logger } from '@dialplane/lambda-runtime';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the look-up is wired to. */
export type DnisLookup = {
  readonly dnis: DnisLookUps;
  readonly log: Logger;
  readonly count: CountMetric;
  /** How long the flow may wait for an answer, in milliseconds. @default 900 */
  readonly patience?: number;
  /** @default the machine's timer */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/** What a flow gets: texts only, one level deep, as Amazon Connect's `STRING_MAP` wants it. */
export type Answer = Readonly<Record<string, string>>;

/** What a call without a context gets. The words are the published sample's. */
const nothing: Answer = { status: 'Failed', message: 'DNIS not present.' };

type Outcome =
  | { readonly kind: 'context'; readonly answer: Answer; readonly again: boolean }
  | { readonly kind: 'nothing'; readonly reason: UnknownReason | NoArrival | 'slow' | 'failed' };

/**
 * Answers a flow with the context that was reserved for its call. It always answers, and in time: a call without a
 * context, or for which the store is too slow, continues without one.
 */
export const dnisLookup =
  ({ dnis, log, count, patience = 900, wait = timer }: DnisLookup) =>
  async (event: unknown): Promise<Answer> => {
    const over = new AbortController();
    const slow = wait(patience, over.signal).then((): Outcome => ({ kind: 'nothing', reason: 'slow' }));
    const found = look(dnis, event).catch((error: unknown): Outcome => {
      log.error('The look-up failed', { error });
      return { kind: 'nothing', reason: 'failed' };
    });
    const outcome = await Promise.race([found, slow]);
    over.abort();
    if (outcome.kind === 'context') {
      count('LookUps', { outcome: outcome.again ? 'delivered-again' : 'delivered' });
      return outcome.answer;
    }
    count('LookUps', { outcome: outcome.reason });
    log.warn('A call gets no context', { reason: outcome.reason });
    return nothing;
  };

const look = async (dnis: DnisLookUps, event: unknown): Promise<Outcome> => {
  const arrival = connectArrival(event);
  if (!arrival.ok) return { kind: 'nothing', reason: arrival.error };
  const found = await lookUpContext(dnis, arrival.value);
  if (found.kind === 'unknown') return { kind: 'nothing', reason: found.reason };
  return {
    kind: 'context',
    // The status comes last, so that no context can play it.
    answer: { ...found.context, status: 'Success', target: found.pool },
    again: found.again,
  };
};

const timer = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);
