import type { BillingWindow } from '@dialplane/cdr';
import {
  type Cost60,
  noCost,
  type Outcome,
  plus,
  scopeOf,
  type Tally,
  tallyOf,
  type Usage,
} from '@dialplane/pricing';
import { type KernelLine, kernelMemberships, type Sums } from '@dialplane/rating-kernel';
import { DateTime } from 'luxon';
import { addTallies } from '../output/add-tallies';
import type { Numbers } from '../output/columns';
import { countryPair, namesOf, type Summaries, summaryNames, type SummaryRow } from '../output/summaries';
import type { UsedSeconds } from '../output/usage';

/** The totals of documents: what the report, the summaries and usage.csv are made of. */
export type Totals = {
  readonly tally: Tally;
  readonly summaries: Summaries;
  /** By account, line and month. */
  readonly usage: ReadonlyMap<string, UsedSeconds>;
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
  const namesOfCall = namesOf(window, numbers);
  const dayNames = days.map((day) => DateTime.fromSeconds(day, { zone: window.zone }).toFormat('yyyy-MM-dd'));
  let totals = noTotals();

  const use = (scope: UsedSeconds): void => addUse(totals.usage, scope);

  return {
    /** Adds outcomes, or takes them out again. */
    addOutcomes: (outcomes: readonly Outcome[], sign: 1 | -1): void => {
      totals.tally = addTallies(totals.tally, tallyOf(outcomes), sign);
      for (const call of outcomes) {
        if (call.kind !== 'rated' && call.kind !== 'unrated') continue;
        const row = rowOf(call, sign);
        for (const [by, name] of Object.entries(namesOfCall(call)))
          addRow(totals.summaries, by, { ...row, name });
        if (call.kind === 'rated') {
          const usage: Usage = call.price;
          use({ ...scopeOf({ usage, record: call.record }), seconds: sign * call.record.billableSeconds });
        }
      }
    },

    /** Adds the kernel's sums. False if there are none. */
    addSums: ({ subjects, numbers: rows, counts }: Sums): boolean => {
      let [seconds, cost] = [0, 0n];
      for (const row of subjects) {
        const line = lines[row.line];
        if (!line) throw new RangeError(`Cannot add up line ${row.line}: the kernel has ${lines.length}`);
        const { serviceCode, usageType } = line;
        const summed = { ...noRow, rated: row.records, ratedSeconds: row.seconds, cost: row.cost as Cost60 };
        const add = (by: string, name: string) => addRow(totals.summaries, by, { ...summed, name });
        add('connector-or-application', row.owner);
        add('direction', row.direction);
        add('country-pair', countryPair(row));
        add('usage-type', `${serviceCode} ${usageType}`);
        add('day', dayNames[row.day] ?? '');
        use({ accountId: row.account, serviceCode, usageType, period: row.month, seconds: row.seconds });
        seconds += row.seconds;
        cost += row.cost;
      }
      for (const row of rows) {
        const summed = { rated: row.records, ratedSeconds: row.seconds, cost: row.cost as Cost60 };
        addRow(totals.summaries, 'number', { ...noRow, ...summed, name: row.number });
      }
      const rated = counts['in-time'] + counts.late;
      const outsideBy = Object.fromEntries(
        kernelMemberships.slice(2).flatMap((name) => (counts[name] === 0 ? [] : [[name, counts[name]]])),
      );
      const outside = Object.values(outsideBy).reduce((sum, count) => sum + count, 0);
      totals.tally = addTallies(totals.tally, {
        ...tallyOf([]),
        documents: rated + outside,
        rated,
        outside,
        outsideBy,
        late: counts.late,
        ratedSeconds: seconds,
        cost: cost as Cost60,
      });
      return subjects.length > 0;
    },

    /** The number of rows. */
    size: (): number => totals.usage.size + sizeOfSummaries(totals.summaries),

    /** What was added since this was last called. */
    take: (): Totals => {
      const taken = totals;
      totals = noTotals();
      return taken;
    },
  };
};

const noRow = { rated: 0, ratedSeconds: 0, unrated: 0, unratedSeconds: 0, cost: noCost };

const noTotals = () => ({
  tally: tallyOf([]),
  summaries: Object.fromEntries(summaryNames.map((by) => [by, new Map<string, SummaryRow>()])) as Summaries,
  usage: new Map<string, UsedSeconds>(),
});

const rowOf = (call: Extract<Outcome, { kind: 'rated' | 'unrated' }>, sign: 1 | -1) => {
  const seconds = sign * call.record.billableSeconds;
  if (call.kind === 'unrated') return { ...noRow, unrated: sign, unratedSeconds: seconds };
  return { ...noRow, rated: sign, ratedSeconds: seconds, cost: (BigInt(sign) * call.cost) as Cost60 };
};

/** Adds a row to the existing row of that name. */
const addRow = (summaries: Summaries, by: string, row: SummaryRow): void => {
  const rows = summaries[by as keyof Summaries];
  const known = rows.get(row.name);
  rows.set(row.name, known ? sumOfRows(known, row) : row);
};

/** The sum of two rows of one name. */
export const sumOfRows = (a: SummaryRow, b: SummaryRow): SummaryRow => ({
  name: a.name,
  rated: a.rated + b.rated,
  ratedSeconds: a.ratedSeconds + b.ratedSeconds,
  unrated: a.unrated + b.unrated,
  unratedSeconds: a.unratedSeconds + b.unratedSeconds,
  cost: plus(a.cost, b.cost),
});

/** Adds seconds to those of their scope. */
export const addUse = (usage: Map<string, UsedSeconds>, used: UsedSeconds): void => {
  const { accountId, serviceCode, usageType, period } = used;
  const name = JSON.stringify([accountId, serviceCode, usageType, period]);
  const before = usage.get(name)?.seconds ?? 0;
  usage.set(name, { ...used, seconds: before + used.seconds });
};

const sizeOfSummaries = (summaries: Summaries): number =>
  Object.values(summaries).reduce((sum, rows) => sum + rows.size, 0);
