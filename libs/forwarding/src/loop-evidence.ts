import type { EpochSeconds } from '@dialplane/basics';
import type { Forward, StoredForward } from './forward';
import type { FindForward } from './forward-store';
import { forwardsReachableFrom } from './forwards-reachable-from';
import { targetsAt } from './hours';
import type { LoopVerdict } from './loop-watch';

/** What is known about loops when a call arrives, besides its Diversion header. */
export type LoopEvidence = {
  /** The other forwards that the call can reach. */
  readonly others?: readonly Forward[];
  /** Whether the call is known to go round, or to be marked: see `loopWatch`. @default none */
  readonly verdict?: LoopVerdict;
};

/** Whether a call to `start` comes back to `number`, by the targets that are in effect now. */
export const leadsBack = (
  others: readonly Forward[],
  start: string,
  number: string,
  now: EpochSeconds,
): boolean => {
  const byNumber = new Map<string, Forward>(others.map((forward) => [forward.number, forward]));
  const seen = new Set<string>();
  const ahead = [start];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at === number) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    const forward = byNumber.get(at);
    for (const target of forward ? targetsAt(forward, now) : [])
      if (target.kind === 'phone') ahead.push(target.number);
  }
  return false;
};

export type LoopLookupOptions = {
  /** How long the look-ups may take in total, in milliseconds: a caller is waiting. @default 150 */
  readonly patience?: number;
  /** How many forwards to look up at most. @default 30 */
  readonly most?: number;
  /** Waits for a number of milliseconds. @default a timer */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

/**
 * The other forwards that a call to `forward` can reach, looked up during the call. Two forwards that were written at the
 * same moment can form a loop that no check has seen. Empty if the store is slow or fails: then the call goes ahead.
 */
export const lookUpOthers = async (
  forward: Forward,
  find: FindForward,
  { patience = 150, most = 30, wait = timer }: LoopLookupOptions = {},
): Promise<readonly StoredForward[]> => {
  const done = new AbortController();
  try {
    return await Promise.race([
      forwardsReachableFrom(forward, find, most),
      wait(patience, done.signal).then(() => []),
    ]);
  } catch {
    return [];
  } finally {
    done.abort();
  }
};

const timer = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const running = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(running);
      resolve();
    });
  });
