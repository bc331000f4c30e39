import type { BillingWindow } from '@dialplane/cdr';
import {
  addend,
  addToSum,
  calendarMonth,
  type Cost60,
  type ExactSum,
  noSum,
  openTally,
  type Outcome,
  type Tally,
  tallyOf,
  type UsageScope,
  valueOfSum,
} from '@dialplane/pricing';
import { type KernelLine, kernelMemberships, type Sums } from '@dialplane/rating-kernel';
import { DateTime } from 'luxon';
import { addTallies } from '../output/add-tallies';
import type { Numbers } from '../output/columns';
import { perDay } from '../output/per-day';
import { countryPair, namesOf, type SummaryName, summaryNames, type SummaryRow } from '../output/summaries';
import type { RecordFacts } from '../output/record-facts';
import type { UsedSeconds } from '../output/usage';
import { scopeName } from './scope-name';

/** The totals of documents: what the report, the summaries and usage.csv are made of. */
export type Totals = {
  readonly tally: Tally;
  /** No two rows of a summary have the same name. */
  readonly summaries: Readonly<Record<SummaryName, readonly SummaryRow[]>>;
  /** One for each account, line and month. */
  readonly usage: readonly UsedSeconds[];
};

/** Opens totals: they add up outcomes and kernel sums until they are taken. */
export const openTotals = (options: {
  readonly window: BillingWindow;
  readonly numbers: Numbers;
  readonly lines: readonly KernelLine[];
  /** The first seconds of days, as the kernel knows them. */
  readonly days: readonly number[];
}) => {
  const { window, numbers, lines, days } = options;
  const dayNames = days.map((day) => DateTime.fromSeconds(day, { zone: window.zone }).toFormat('yyyy-MM-dd'));
  const namesOfCall = namesOf(numbers, (at) => dayNames[lastAtMost(days, at)] ?? '');
  const monthOf = perDay(calendarMonth);
  let tally = openTally();
  let kernelTally = tallyOf([]);
  let sums = noSums();

  return {
    /** Adds an outcome, with the facts of its record; or takes it out again. */
    addOutcome: (outcome: Outcome, facts: RecordFacts | undefined, sign: 1 | -1 = 1): void => {
      tally.add(outcome, sign);
      if (!facts || (outcome.kind !== 'rated' && outcome.kind !== 'unrated')) return;
      const seconds = sign * outcome.record.billableSeconds;
      const cost = outcome.kind === 'rated' ? addend(sign === 1 ? outcome.cost : -outcome.cost) : 0;
      const names = namesOfCall(outcome, facts);
      for (const by of summaryNames) {
        const row = rowIn(sums.summaries[by], names[by]);
        addSum(row, { records: sign, seconds, cost }, outcome.kind === 'rated');
      }
      if (outcome.kind === 'unrated') return;
      const { serviceCode, usageType } = outcome.price;
      const { accountId, at } = outcome.record;
      addUse(sums.usage, { accountId, serviceCode, usageType, period: monthOf(at) }, seconds);
    },

    /** Adds the kernel's sums. False if there are none. */
    addSums: ({ subjects, numbers: rows, counts, unratedLate, ...unpriced }: Sums): boolean => {
      let [ratedSeconds, unratedSeconds, unrated, cost] = [0n, 0n, 0, 0n];
      const unratedBy: Record<string, number> = {};
      for (const row of subjects) {
        const line = row.unrated ?? lines[row.line];
        if (!line) throw new RangeError(`Cannot add up line ${row.line}: the kernel has ${lines.length}`);
        const { serviceCode, usageType } = line;
        const add = (by: SummaryName, name: string) =>
          addSum(rowIn(sums.summaries[by], name), row, !row.unrated);
        add('connector-or-application', row.owner);
        add('direction', row.direction);
        add('country-pair', countryPair(row));
        add('usage-type', `${serviceCode} ${usageType}`.trim());
        add('day', dayNames[row.day] ?? '');
        if (row.unrated) {
          const { reason } = row.unrated;
          unrated += row.records;
          unratedBy[reason] = (unratedBy[reason] ?? 0) + row.records;
          unratedSeconds += row.seconds;
          continue;
        }
        const { account: accountId, month: period } = row;
        addUse(sums.usage, { accountId, serviceCode, usageType, period }, row.seconds);
        ratedSeconds += row.seconds;
        cost += row.cost;
      }
      for (const row of rows) addSum(rowIn(sums.summaries.number, row.number), row, row.isRated);
      const rated = counts['in-time'] + counts.late;
      const outsideBy = Object.fromEntries(
        kernelMemberships.slice(2).flatMap((name) => (counts[name] === 0 ? [] : [[name, counts[name]]])),
      );
      const outside = Object.values(outsideBy).reduce((sum, count) => sum + count, 0);
      kernelTally = addTallies(kernelTally, {
        ...tallyOf([]),
        documents: rated + unrated + outside,
        rated,
        unrated,
        unratedBy,
        unratedSeconds,
        outside,
        outsideBy,
        late: counts.late + unratedLate,
        ...unpriced,
        ratedSeconds,
        cost: cost as Cost60,
      });
      return subjects.length > 0;
    },

    /** The number of rows. */
    size: (): number => sums.usage.size + sizeOfSummaries(sums.summaries),

    /** What was added since this was last called. */
    take: (): Totals => {
      const taken = {
        tally: addTallies(tally.counts(), kernelTally),
        summaries: mapSummaries((by) => rowsOf(sums.summaries[by])),
        usage: [...sums.usage.values()].map(({ scope, seconds }) => ({
          ...scope,
          seconds: valueOfSum(seconds),
        })),
      };
      tally = openTally();
      kernelTally = tallyOf([]);
      sums = noSums();
      return taken;
    },
  };
};

/** The index of the last of sorted numbers that is at most `most`. */
const lastAtMost = (numbers: readonly number[], most: number): number => {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The row of a summary while it is added up. */
type OpenRow = { rated: number; unrated: number } & Readonly<
  Record<'ratedSeconds' | 'unratedSeconds' | 'cost', ExactSum>
>;

const mapSummaries = <T>(valueOf: (by: SummaryName) => T): Readonly<Record<SummaryName, T>> =>
  Object.fromEntries(summaryNames.map((by) => [by, valueOf(by)])) as Record<SummaryName, T>;

const noSums = () => ({
  summaries: mapSummaries(() => new Map<string, OpenRow>()),
  usage: new Map<string, { readonly scope: UsageScope; readonly seconds: ExactSum }>(),
});

/** The row of that name. */
const rowIn = (rows: Map<string, OpenRow>, name: string): OpenRow => {
  const known = rows.get(name);
  if (known) return known;
  const row = { rated: 0, unrated: 0, ratedSeconds: noSum(), unratedSeconds: noSum(), cost: noSum() };
  rows.set(name, row);
  return row;
};

type Addend = { readonly records: number; readonly seconds: number | bigint; readonly cost: number | bigint };

const addSum = (row: OpenRow, { records, seconds, cost }: Addend, isRated: boolean): void => {
  row[isRated ? 'rated' : 'unrated'] += records;
  addToSum(row[isRated ? 'ratedSeconds' : 'unratedSeconds'], seconds);
  addToSum(row.cost, cost);
};

const addUse = (
  usage: ReturnType<typeof noSums>['usage'],
  scope: UsageScope,
  seconds: number | bigint,
): void => {
  const name = scopeName(scope);
  const known = usage.get(name);
  if (known) addToSum(known.seconds, seconds);
  else {
    const sum = noSum();
    addToSum(sum, seconds);
    usage.set(name, { scope, seconds: sum });
  }
};

const rowsOf = (rows: ReadonlyMap<string, OpenRow>): readonly SummaryRow[] =>
  [...rows].map(([name, { rated, unrated, ratedSeconds, unratedSeconds, cost }]) => ({
    name,
    rated,
    ratedSeconds: valueOfSum(ratedSeconds),
    unrated,
    unratedSeconds: valueOfSum(unratedSeconds),
    cost: valueOfSum(cost) as Cost60,
  }));

const sizeOfSummaries = (summaries: Readonly<Record<SummaryName, ReadonlyMap<string, unknown>>>): number =>
  Object.values(summaries).reduce((sum, rows) => sum + rows.size, 0);
