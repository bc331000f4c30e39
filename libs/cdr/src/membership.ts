import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { BillingWindow } from './billing-window';

/**
 * The lag, look-back and look-ahead of runs (docs/glossary.md): how long a run waits after its window, and for how many days before
 * and after the window it looks for records that are stored late.
 */
export type Patience = {
  /** The lag: how long after its end a window is rated, in seconds. @default 3 hours, as the AWS sample's README promises */
  readonly lagSeconds?: number;
  /** The look-back: how many days before a window are listed, for late records. @default 3, or 0 if arrivals are unknown: see `patienceOf` */
  readonly lookBackDays?: number;
  /** The look-ahead: how many days after a window are listed, for records that are stored under a later day. @default 1 */
  readonly lookAheadDays?: number;
};

/** The AWS sample's README says that its job runs three hours after the window; its code does not wait. Ours does. */
export const defaultLagSeconds = 3 * 3600;

/** A record is written when the call ends, under the day on which it started. We have not heard of a call that took three days. */
export const defaultLookBackDays = 3;

/** Records near midnight have been found under the key of the next day. */
export const defaultLookAheadDays = 1;

/**
 * The lag, look-back and look-ahead of a run, with all defaults. If arrivals are unknown, no record can be late, so no days before
 * the window are listed unless the caller asks for it.
 */
export const patienceOf = (
  arrivals: 'modified' | 'unknown',
  {
    lagSeconds = defaultLagSeconds,
    lookBackDays = arrivals === 'unknown' ? 0 : defaultLookBackDays,
    lookAheadDays = defaultLookAheadDays,
  }: Patience = {},
): Required<Patience> => ({ lagSeconds, lookBackDays, lookAheadDays });

/** The first day of keys, in days since 1970 (UTC), that the run of a window with this start lists. */
export const firstListedDay = (
  start: EpochSeconds,
  { lookBackDays = defaultLookBackDays }: Patience = {},
): number => Math.floor(start / 86_400) - lookBackDays;

/** The last day of keys, in days since 1970 (UTC), that the run of a window with this end lists. */
export const lastListedDay = (
  end: EpochSeconds,
  { lookAheadDays = defaultLookAheadDays }: Patience = {},
): number => Math.floor((end - 1) / 86_400) + lookAheadDays;

/** The first second at which a window may be rated. */
export const readyAt = (
  { end }: BillingWindow,
  { lagSeconds = defaultLagSeconds }: Patience = {},
): EpochSeconds => secondsAfter(end, lagSeconds);

/**
 * Whether the run of a window rates a record, and why not, in one word.
 *
 * - `in-time`: it belongs to the window and was there when the window was rated
 * - `late`: it belongs to an earlier window, and arrived after that was rated: this run rates it, as an adjustment
 * - `before`, `after`: another run rates it
 * - `too-late`: it belongs to this window or an earlier one, but arrived too late: a later run will rate it as late
 * - `too-old`: it is older than the look-back of the run that should rate it, so no run does
 * - `too-far-ahead`: its object is stored under a day after the look-ahead of the earlier run that should rate it, so no run does
 */
export type Membership = 'in-time' | 'late' | 'before' | 'after' | 'too-late' | LeftOut;

/** Why no run rates a record. A run that finds such a record is not published, since the record would be left out silently. */
export type LeftOut = (typeof leftOut)[number];

const leftOut = ['too-old', 'too-far-ahead'] as const;

/** Whether no run rates a record. */
export const isLeftOut = (membership: Membership): membership is LeftOut =>
  (leftOut as readonly string[]).includes(membership);

/** What is known about the object of a record. */
export type Stored = {
  /** When it was stored (S3's LastModified). */
  readonly arrivedAt?: EpochSeconds | undefined;
  /** The day in its key, by `dayOfKey`. */
  readonly day?: number | undefined;
};

/**
 * Says whether the run of a window rates a record. Where arrival is unknown, only the record's time decides.
 *
 * The windows of a frequency have no gaps, and their runs list consecutive days of keys. So each record is `in-time` or `late` in
 * exactly one run that lists it, or `too-old` or `too-far-ahead` in exactly one, even if windows are rated again. That holds as long as
 * all runs have the same lag, look-back and look-ahead.
 */
export const membershipOf = (
  at: EpochSeconds,
  { arrivedAt, day }: Stored,
  window: BillingWindow,
  patience: Patience = {},
): Membership => {
  const membership = byTime(at, arrivedAt, window, patience);
  if (day === undefined) return membership;
  const isOfEarlierRun = membership === 'before';
  const isOfLaterRun = membership === 'after' || membership === 'too-late';
  // The window before this one ends where this one starts.
  if (isOfEarlierRun && day > lastListedDay(window.start, patience)) return 'too-far-ahead';
  if (isOfLaterRun && day < firstListedDay(window.end, patience)) return 'too-old';
  return membership;
};

const byTime = (
  at: EpochSeconds,
  arrivedAt: EpochSeconds | undefined,
  window: BillingWindow,
  { lagSeconds = defaultLagSeconds, lookBackDays = defaultLookBackDays }: Patience,
): Membership => {
  if (at >= window.end) return 'after';
  if (arrivedAt === undefined) return at < window.start ? 'before' : 'in-time';
  if (arrivedAt >= window.end + lagSeconds) return 'too-late';
  if (at >= window.start) return 'in-time';
  if (arrivedAt < window.start + lagSeconds) return 'before';
  return at < window.start - lookBackDays * 86_400 ? 'too-old' : 'late';
};
