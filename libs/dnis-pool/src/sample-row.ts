import { type EpochSeconds, epochSeconds, fail, ok, type Result, secondsAfter } from '@dialplane/basics';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import type { Pool } from './pool';

/** A number of the published sample's table, to be added to a pool. */
export type ImportedNumber = {
  readonly number: E164;
  readonly pool: Pool;
  /** A number that is in use in the sample rests until its transfer must be over. */
  readonly freeAt: EpochSeconds;
};

/**
 * Reads a row of `rollingDnisTable`, as plain JSON or as DynamoDB's JSON. Its customer data is not imported, because the row
 * does not say whose call it waits for. The error says why the row cannot be imported.
 */
export const readSampleRow = (
  row: unknown,
  pools: readonly Pool[],
  now: EpochSeconds,
): Result<ImportedNumber, string> => {
  const read = (name: string): string | undefined =>
    textOf((row as Readonly<Record<string, unknown>>)?.[name]);
  const dnis = read('dnis') ?? '';
  const number = dnis.startsWith('+') ? dnis : `+${dnis}`;
  if (!isE164(number)) return fail(`Cannot use the dnis "${dnis}": expected a number in E.164`);
  const target = read('target') ?? 'development';
  const pool = pools.find(({ name }) => name === target);
  if (!pool)
    return fail(
      `Cannot use the target "${target}": expected one of the pools ${pools.map(({ name }) => name).join(', ')}`,
    );
  return ok({
    number,
    pool,
    freeAt: read('inuse') === 'true' ? overAt(read('expiredatetime'), pool, now) : now,
  });
};

/** A row in use without a time, as in the sample's own table, is imported as expired, but the number rests first. */
const overAt = (
  expires: string | undefined,
  { holdSeconds, restSeconds }: Pool,
  now: EpochSeconds,
): EpochSeconds => {
  const time = timeOf(expires) ?? now;
  return secondsAfter(Math.min(Math.max(time, now), now + holdSeconds) as EpochSeconds, restSeconds);
};

/** `MM/DD/YYYY HH:MM:SS`, which the sample wrote in its Lambda's local time: UTC, unless someone changed it. */
const timeOf = (text: string | undefined): EpochSeconds | undefined => {
  const [, month, day, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/.exec(text ?? '') ?? [];
  const date = new Date(`${year}-${month}-${day}T${time}Z`);
  return Number.isNaN(date.getTime()) ? undefined : epochSeconds(date);
};

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const inner = value && typeof value === 'object' ? (value as { readonly S?: unknown }).S : undefined;
  return typeof inner === 'string' ? inner : undefined;
};
