import type { StatusTone } from '../../parts/status-label';
import type { CallSummaryView } from './calls-query';

/** A length of time as people say it: `5 s`, `2 min 5 s`. */
export const describeSeconds = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
};

/** How long the parties have talked, in seconds. Undefined: they never did. `now` is in milliseconds since 1970. */
export const talkSeconds = ({ connectedAt, endedAt }: CallSummaryView, now: number): number | undefined => {
  if (connectedAt === undefined) return undefined;
  const end = endedAt === undefined ? now : Date.parse(endedAt);
  return (end - Date.parse(connectedAt)) / 1000;
};

/** Exact decimal text without the zeros at its end: at least two places stay. */
const withoutZeros = (amount: string): string => amount.replace(/(\.\d\d\d*?)0+$/, '$1');

/** What a call cost, or why that is not known. */
export const describeCost = ({ cost, state }: CallSummaryView): string => {
  if (!cost) return state === 'ended' ? 'Not rated yet' : '';
  if (cost.state === 'unrated') return `Unrated: ${cost.reason ?? 'the reason is not known'}`;
  return cost.cost ? `${withoutZeros(cost.cost.amount)} ${cost.cost.currency}` : 'Rated';
};

export const stateTones: Readonly<Record<CallSummaryView['state'], StatusTone>> = {
  ringing: 'busy',
  connected: 'good',
  ended: 'quiet',
};

export const systemNames: Readonly<Record<CallSummaryView['system'], string>> = {
  forwarding: 'Forwarding',
  connect: 'Amazon Connect',
  dialtone: 'Dialtone',
  direct: 'Direct',
};
