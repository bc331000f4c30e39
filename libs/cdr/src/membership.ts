import { type EpochSeconds, secondsAfter } from '@dialplane/basics';
import type { BillingWindow } from './billing-window';

/** How long a run waits for records, and how far back it looks for records that arrived after their own window was rated. */
export type Patience = {
  /** From the end of a window until it is rated, in seconds. @default 3 hours, as the AWS sample's README promises */
  readonly lagSeconds?: number;
  /** How many days before a window are looked through for records that arrived late. @default 3 */
  readonly lookBackDays?: number;
  /** How many days after a window are listed for records that are stored under a later day than they started. @default 1 */
  readonly lookAheadDays?: number;
};

/** The AWS sample's README says that its job runs three hours after the window; its code does not wait. Ours does. */
export const defaultLagSeconds = 3 * 3600;

/** A record is written when the call ends, under the day on which it started. We have not heard of a call that took three days. */
export const defaultLookBackDays = 3;

/** Records near midnight have been found under the key of the next day. */
export const defaultLookAheadDays = 1;

/** The first second at which a window may be rated. */
export const readyAt = (
  { end }: BillingWindow,
  { lagSeconds = defaultLagSeconds }: Patience = {},
): EpochSeconds => secondsAfter(end, lagSeconds);

/**
 * Whether the run of a window rates a record, and why not, in one word.
 *
 * - `in-time`: it belongs to the window and was there when the window was rated
 * - `late`: it belongs to an earlier window, and came after that was rated: this run rates it, as an adjustment
 * - `before`, `after`: another run rates it
 * - `too-late`: it belongs to this window or an earlier one, and will be late for a run to come
 * - `too-old`: it is late and older than the look-back: no run rates it, so it must be reported
 */
export type Membership = 'in-time' | 'late' | 'before' | 'after' | 'too-late' | 'too-old';

/**
 * Says whether the run of a window rates a record. Where arrival is unknown, only the record's time decides.
 *
 * For each record exactly one window is `in-time` or `late`, even if windows are rated again: their arrival times are
 * as consecutive as the windows. The exception is `too-old`.
 *
 * @param arrivedAt when its object was stored (S3's LastModified)
 */
export const membershipOf = (
  at: EpochSeconds,
  arrivedAt: EpochSeconds | undefined,
  window: BillingWindow,
  { lagSeconds = defaultLagSeconds, lookBackDays = defaultLookBackDays }: Patience = {},
): Membership => {
  if (at >= window.end) return 'after';
  if (arrivedAt === undefined) return at < window.start ? 'before' : 'in-time';
  if (arrivedAt >= window.end + lagSeconds) return 'too-late';
  if (at >= window.start) return 'in-time';
  if (arrivedAt < window.start + lagSeconds) return 'before';
  return at < window.start - lookBackDays * 86_400 ? 'too-old' : 'late';
};
