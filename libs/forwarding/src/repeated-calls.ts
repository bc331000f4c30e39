import type { EpochSeconds } from '@dialplane/basics';
import { isE164 } from '@dialplane/phone-numbers';

/** An arriving call, as far as repetition goes. */
export type ArrivingCall = { readonly id: string; readonly from: string; readonly dialled: string };

export type RepeatedCallsOptions = {
  /** How many calls of one caller to one number are plausible within the time. @default 6 */
  readonly most?: number;
  /** The time in seconds. @default 30 */
  readonly seconds?: number;
};

const mostRemembered = 10_000;

/**
 * Tells when the same caller has called the same number more often than a person can: the sign of a loop through a phone
 * outside our sight, whose forwarding shows in no header. Calls of withheld callers are not counted, since they may come from
 * different people.
 *
 * Remembers calls in memory, as long as the Lambda's instance lives. Other instances count for themselves.
 */
export const repeatedCalls = ({ most = 6, seconds = 30 }: RepeatedCallsOptions = {}) => {
  const recent = new Map<string, Map<string, EpochSeconds>>();

  return ({ id, from, dialled }: ArrivingCall, now: EpochSeconds): boolean => {
    if (!isE164(from)) return false;
    const key = `${from} ${dialled}`;
    const calls = new Map([...(recent.get(key) ?? [])].filter(([, at]) => at > now - seconds));
    if (!calls.has(id)) calls.set(id, now); // an event that is delivered again counts once
    recent.delete(key); // inserted again at the end, so that the first entry is always the oldest
    recent.set(key, calls);
    const [oldest] = recent.keys();
    if (recent.size > mostRemembered && oldest !== undefined) recent.delete(oldest);
    return calls.size > most;
  };
};
