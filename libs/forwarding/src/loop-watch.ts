import type { EpochSeconds } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';

/** An arriving call to a forwarded number. */
export type WatchedCall = {
  readonly id: string;
  readonly from: string;
  readonly dialled: string;
  /** Whether the forward shows the dialled number to its targets instead of the caller's. */
  readonly showsDialled: boolean;
};

export type LoopWatchOptions = {
  /** How many calls from one of our numbers to another are plausible while calls go out that show it. @default 6 */
  readonly most?: number;
  /** Of the calls of one caller to one number, every `nth` is marked. @default 4 */
  readonly nth?: number;
  /** The time that counts, in seconds. @default 30 */
  readonly seconds?: number;
};

export type LoopVerdict =
  | 'none'
  /** Mark the call: show the dialled number to the targets, so that it is recognised if it comes back. */
  | 'mark'
  /** The call goes round. */
  | 'loop';

const mostRemembered = 10_000;

/**
 * Finds loops through phones outside the platform, whose forwarding shows in no header. Such a call comes back with the number that we
 * showed to the target as its caller.
 *
 * - If that is the dialled number, it comes back as a call of a number to itself or, by way of other forwards, as many calls from
 *   one of our numbers while we ourselves place calls that show it: that is a loop.
 * - If that is the caller's number, it looks like another call of the same caller. Many employees of a company may show one number,
 *   so repetition proves nothing. Every fourth call shows the dialled number instead: the mark by which it is recognised when it
 *   comes back. Once a call of a number to itself has been seen, all calls to that number are marked for a while.
 *
 * Calls of withheld callers always show the dialled number. Remembers calls in memory, as long as the Lambda's instance lives. Other
 * instances count for themselves.
 */
export const loopWatch = ({ most = 6, nth = 4, seconds = 30 }: LoopWatchOptions = {}) => {
  const arrived = recentCalls<LoopVerdict>(seconds);
  const shown = recentCalls<true>(seconds);
  const cameBack = recentCalls<true>(seconds);

  const judge = ({ from, dialled, showsDialled }: WatchedCall, now: EpochSeconds): LoopVerdict => {
    const calls = arrived.of(`${from} ${dialled}`, now).size + 1;
    if (calls > most && shown.of(from, now).size >= most) return 'loop';
    if (showsDialled) return 'none';
    return calls % nth === 0 || cameBack.of(dialled, now).size > 0 ? 'mark' : 'none';
  };

  return (call: WatchedCall, now: EpochSeconds): LoopVerdict => {
    const { id, from, dialled, showsDialled } = call;
    const key = `${from} ${dialled}`;
    const before = arrived.of(key, now).get(id)?.what;
    if (before !== undefined) return before; // an event that is delivered again gets the same answer
    const verdict = isE164(from) ? judge(call, now) : 'none';
    arrived.add(key, id, verdict, now);
    if (from === dialled) cameBack.add(dialled, id, true, now);
    else if (showsDialled || verdict === 'mark' || !isE164(from)) shown.add(dialled, id, true, now);
    return verdict;
  };
};

type Entry<What> = { readonly at: EpochSeconds; readonly what: What };

/** Calls of the last `seconds` by a key, and something about each. The key that was used longest ago is forgotten first. */
const recentCalls = <What>(seconds: number) => {
  const byKey = new Map<string, Map<string, Entry<What>>>();
  const none: ReadonlyMap<string, Entry<What>> = new Map();
  return {
    of: (key: string, now: EpochSeconds): ReadonlyMap<string, Entry<What>> => {
      const calls = byKey.get(key);
      if (!calls) return none;
      for (const [id, { at }] of calls) {
        if (at > now - seconds) break; // calls are in the order of their arrival
        calls.delete(id);
      }
      return calls;
    },
    add: (key: string, id: string, what: What, now: EpochSeconds): void => {
      const calls = byKey.get(key) ?? new Map<string, Entry<What>>();
      byKey.delete(key); // inserted again at the end, so that the first entry is always the oldest
      byKey.set(key, calls.set(id, { at: now, what }));
      const [oldest] = byKey.keys();
      if (byKey.size > mostRemembered && oldest !== undefined) byKey.delete(oldest);
    },
  };
};
