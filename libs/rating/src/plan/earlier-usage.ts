import {
  type BillingWindow,
  defaultLookBackDays,
  nextWindow,
  type Patience,
  previousWindow,
} from '@dialplane/cdr';
import { epochSeconds, type EpochSeconds, isoTime, secondsAfter } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import { calendarMonth, isTiered, type PriceBook } from '@dialplane/pricing';
import { entriesOf, type Manifest, windowName } from '../staging/manifest';
import { cellsOf } from '../output/read-csv';
import type { UsedSeconds } from '../output/usage';
import type { UsedBefore } from './run-plan';

/** The seconds that earlier windows have used in the months of a window, and what is wrong with the order of rating. */
export type EarlierUsage = {
  readonly usedBefore: readonly UsedBefore[];
  readonly warnings: readonly string[];
};

/**
 * Sums up the use of tiered lines in earlier windows since the month began. For late records, that is the month in which the
 * look-back begins. Tiers count by calendar month in UTC, so each day continues from the day before. It reads the published
 * runs.
 *
 * @param results where runs are published
 * @returns the usage, with a warning if one of the windows has not been rated, or if later ones have been rated already
 */
export const earlierUsage = async (
  results: Pick<ObjectStore, 'read'>,
  window: BillingWindow,
  book: PriceBook,
  { lookBackDays = defaultLookBackDays }: Patience = {},
): Promise<EarlierUsage> => {
  if (!hasTiers(book)) return { usedBefore: [], warnings: [] };
  const since = monthBegin(secondsAfter(window.start, -lookBackDays * 86_400));
  const used = new Map<string, UsedSeconds>();
  const unknown: BillingWindow[] = [];
  for (let before = previousWindow(window); before.end > since; before = previousWindow(before)) {
    const rows = await usageIn(results, before);
    if (!rows) unknown.push(before);
    for (const row of rows ?? []) {
      if (row.period < calendarMonth(since) || !isTiered(book, row.serviceCode, row.usageType)) continue;
      const name = JSON.stringify([row.accountId, row.serviceCode, row.usageType, row.period]);
      used.set(name, { ...row, seconds: row.seconds + (used.get(name)?.seconds ?? 0n) });
    }
  }
  const usedBefore = [...used.values()].map((scope) => ({ ...scope, seconds: inJson(scope.seconds) }));
  return {
    usedBefore,
    warnings: [...warningsOn(unknown, window), ...(await warningsOnLater(results, window, book))],
  };
};

/** JSON has no exact numbers beyond 2^53. */
const inJson = (seconds: bigint): number | string =>
  seconds <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seconds) : String(seconds);

/** Only missing windows of the same month change the prices of the window's own calls. */
const warningsOn = (unknown: readonly BillingWindow[], window: BillingWindow): readonly string[] => {
  const ofItsMonth = unknown.filter(({ end }) => end > monthBegin(window.start)).map(windowName);
  if (ofItsMonth.length === 0) return [];
  const windows = ofItsMonth.length > 3 ? `${ofItsMonth.length} earlier windows` : ofItsMonth.join(', ');
  return [
    `Tiers start at ${isoTime(window.start)} as if nothing had been used earlier in the month: rate ${windows} first, or the whole month in one window`,
  ];
};

/**
 * The tiers of later windows in the month continue from this one, so their costs are wrong when its usage changes. Names those
 * that are published and have used tiered lines.
 */
const warningsOnLater = async (
  results: Pick<ObjectStore, 'read'>,
  window: BillingWindow,
  book: PriceBook,
): Promise<readonly string[]> => {
  const period = calendarMonth(secondsAfter(window.end, -1));
  const later: BillingWindow[] = [];
  for (let next = nextWindow(window); calendarMonth(next.start) === period; next = nextWindow(next))
    later.push(next);
  const rows = await Promise.all(later.map((one) => usageIn(results, one)));
  const [first, ...others] = later
    .filter((_, i) =>
      rows[i]?.some((row) => row.period === period && isTiered(book, row.serviceCode, row.usageType)),
    )
    .map(windowName);
  if (first === undefined) return [];
  const windows =
    others.length > 2
      ? `the ${others.length + 1} published windows from ${first} to ${others.at(-1)}`
      : [first, ...others].join(', ');
  return [
    `Tiers of later windows in the month continue from this one: if its usage has changed, rate ${windows} again, in order`,
  ];
};

/** The rows of a window's published usage.csv; undefined if there is none. */
const usageIn = async (
  results: Pick<ObjectStore, 'read'>,
  window: BillingWindow,
): Promise<readonly UsedSeconds[] | undefined> => {
  const manifest = await textOf(results, `${windowName(window)}.json`);
  const files = manifest === undefined ? [] : entriesOf(JSON.parse(manifest) as Manifest, 'usage.csv');
  if (files.length === 0) return undefined;
  const texts = await Promise.all(files.map(({ path }) => textOf(results, path)));
  if (texts.some((text) => text === undefined || text === '')) return undefined;
  return texts
    .flatMap((text = '') => text.split('\r\n').slice(1, -1))
    .map((row) => {
      const [, accountId = '', serviceCode = '', usageType = '', period = '', seconds = '0'] = cellsOf(row);
      return { accountId, serviceCode, usageType, period, seconds: BigInt(seconds) };
    });
};

const textOf = async (results: Pick<ObjectStore, 'read'>, key: string): Promise<string | undefined> => {
  const bytes = await results.read(key);
  return bytes && Buffer.from(bytes).toString();
};

const hasTiers = (book: PriceBook): boolean =>
  [...book.services].some(([serviceCode, lines]) =>
    [...lines.keys()].some((usageType) => isTiered(book, serviceCode, usageType)),
  );

const monthBegin = (at: EpochSeconds): EpochSeconds =>
  epochSeconds(new Date(`${calendarMonth(at)}-01T00:00:00Z`));
