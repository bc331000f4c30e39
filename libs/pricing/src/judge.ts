import { type BillingWindow, type CallRecord, dayOfKey, membershipOf, type Patience } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { findPrice, isTiered } from './book/find-price';
import type { Outcome, DocumentPlace, Rated, Unrated } from './outcome';
import type { PriceBook } from './book/price-book';
import { rate } from './rate';
import { type Usage, type UsageMapping, usageOf } from './usage-mapping';

/** The rules that decide the outcome of a record. */
export type Rules = {
  readonly book: PriceBook;
  /** The window to rate. @default records of any time */
  readonly window?: BillingWindow;
  /** Lag, look-back and look-ahead. */
  readonly patience?: Patience;
  /** For records that name no usage type. @default they are unrated */
  readonly mapping?: UsageMapping;
};

/** A record of the window whose price depends on earlier use, because its line has tiers. */
export type Held = DocumentPlace & {
  readonly kind: 'held';
  readonly record: CallRecord;
  readonly late: boolean;
  readonly usage: Usage;
};

/** The scope of a tier: the use of one line by one account in one period. */
export type UsageScope = Usage & { readonly accountId: string; readonly period: string };

/** A record, its place, and when its object was stored, if that is known. */
export type Found = DocumentPlace & {
  readonly record: CallRecord;
  readonly arrivedAt?: EpochSeconds | undefined;
};

/** The outcome of a record that is not a copy of another. If it is held, `rateHeld` rates it later. */
export const judge = (
  { source, position, record, arrivedAt }: Found,
  { book, window, patience = {}, mapping = [] }: Rules,
): Exclude<Outcome, { readonly kind: 'rejected' | 'duplicate' | 'conflict' }> | Held => {
  const stored = { arrivedAt, day: dayOfKey(source) };
  const membership = window ? membershipOf(record.at, stored, window, patience) : 'in-time';
  if (membership !== 'in-time' && membership !== 'late') {
    return { kind: 'outside', source, position, record, because: membership };
  }
  const late = membership === 'late';
  const usage = usageOf(record, mapping);
  if (!usage) return { kind: 'unrated', source, position, record, late, reason: 'no-usage-type' };
  const call: Held = { kind: 'held', source, position, record, late, usage };
  return isTiered(book, usage.serviceCode, usage.usageType) ? call : rateHeld(call, book, 0n);
};

/** The cost of a held record, given the earlier use. */
export const rateHeld = (
  { source, position, record, late, usage }: Held,
  book: PriceBook,
  usedBefore: bigint,
): Rated | Unrated => {
  const { serviceCode, usageType } = usage;
  const found = findPrice(book, serviceCode, usageType, record.at);
  if (!found.ok) return { kind: 'unrated', source, position, record, late, usage, reason: found.error };
  const price = found.value;
  const { lines, cost } = rate(price, record.billableSeconds, usedBefore);
  return { kind: 'rated', source, position, record, late, price, usedBefore, lines, cost };
};

/** The tier scope of a held record. */
export const scopeOf = (
  { usage, record }: Pick<Held, 'usage' | 'record'>,
  period: (at: EpochSeconds) => string = calendarMonth,
): UsageScope => ({ ...usage, accountId: record.accountId, period: period(record.at) });

/** The calendar month in UTC, as AWS bills: `2020-01`. */
export const calendarMonth = (at: EpochSeconds): string => new Date(at * 1000).toISOString().slice(0, 7);
