import { inOrder } from '@dialplane/basics';
import type { Cost60, Tally } from '@dialplane/pricing';
import { plus, tallyOf } from '@dialplane/pricing';
import { addTallies } from '../output/add-tallies';
import { type SummaryName, summaryNames, type SummaryRow } from '../output/summaries';
import type { UsedSeconds } from '../output/usage';
import { openSorter, type Sorter } from './sorter';
import { scopeName } from './scope-name';
import type { Totals } from './totals';

/** The most rows of a table in memory. More rows go to the disk. */
const rowsAtMost = 50_000;

/** A row in its JSON form. */
type StoredRow = Readonly<Record<'name' | 'ratedSeconds' | 'unratedSeconds' | 'cost', string>> &
  Pick<SummaryRow, 'rated' | 'unrated'>;

/** Adds up the totals of many chunks, more than fit into memory. */
export type SummaryTables = {
  readonly add: (totals: Totals) => Promise<void>;
  readonly tally: () => Tally;
  /** The rows of a summary, in order of name, without empty rows. */
  readonly rows: (by: SummaryName) => AsyncIterable<SummaryRow>;
  /** In order of account, line and month. */
  readonly usage: () => readonly UsedSeconds[];
};

/** Opens tables, in a folder of their own. */
export const openSummaryTables = (folder: string): SummaryTables => {
  let tally = tallyOf([]);
  const usage = new Map<string, UsedSeconds>();
  const tables = new Map(summaryNames.map((by) => [by, openTable(`${folder}/${by}`)] as const));
  const tableOf = (by: SummaryName): ReturnType<typeof openTable> => {
    const table = tables.get(by);
    if (!table) throw new Error(`Cannot sum up by ${by}: expected one of ${summaryNames.join(', ')}`);
    return table;
  };

  return {
    add: async (totals) => {
      tally = addTallies(tally, totals.tally);
      for (const used of totals.usage) {
        const seconds = (usage.get(scopeName(used))?.seconds ?? 0n) + used.seconds;
        usage.set(scopeName(used), { ...used, seconds });
      }
      for (const by of summaryNames) await tableOf(by).add(totals.summaries[by]);
    },
    tally: () => tally,
    rows: (by) => tableOf(by).rows(),
    usage: () =>
      [...usage.values()]
        .filter(({ seconds }) => seconds !== 0n)
        .sort(
          (a, b) =>
            inOrder(a.accountId, b.accountId) ||
            inOrder(a.serviceCode, b.serviceCode) ||
            inOrder(a.usageType, b.usageType) ||
            inOrder(a.period, b.period),
        ),
  };
};

const storedRow = ({ name, rated, unrated, ratedSeconds, unratedSeconds, cost }: SummaryRow): StoredRow => ({
  name,
  rated,
  unrated,
  ratedSeconds: String(ratedSeconds),
  unratedSeconds: String(unratedSeconds),
  cost: String(cost),
});

const rowOfStored = (stored: StoredRow): SummaryRow => ({
  ...stored,
  ratedSeconds: BigInt(stored.ratedSeconds),
  unratedSeconds: BigInt(stored.unratedSeconds),
  cost: BigInt(stored.cost) as Cost60,
});

/** The sum of two rows of one name. */
const sumOfRows = (a: SummaryRow, b: SummaryRow): SummaryRow => ({
  name: a.name,
  rated: a.rated + b.rated,
  ratedSeconds: a.ratedSeconds + b.ratedSeconds,
  unrated: a.unrated + b.unrated,
  unratedSeconds: a.unratedSeconds + b.unratedSeconds,
  cost: plus(a.cost, b.cost),
});

const openTable = (folder: string) => {
  let rows = new Map<string, SummaryRow>();
  let sorter: Sorter<StoredRow> | undefined;

  const spill = async (): Promise<void> => {
    sorter ??= openSorter<StoredRow>(folder, (a, b) => inOrder(a.name, b.name));
    const full = rows;
    rows = new Map(); // other calls may add rows meanwhile
    for (const row of full.values()) await sorter.add(storedRow(row));
  };

  const sorted = async function* (): AsyncGenerator<SummaryRow> {
    if (!sorter) {
      yield* [...rows.values()].sort((a, b) => inOrder(a.name, b.name));
      return;
    }
    await spill();
    let sum: SummaryRow | undefined;
    for await (const stored of sorter.sorted()) {
      const row = rowOfStored(stored);
      if (sum && sum.name !== row.name) yield sum;
      sum = sum?.name === row.name ? sumOfRows(sum, row) : row;
    }
    if (sum) yield sum;
  };

  return {
    add: async (some: Iterable<SummaryRow>): Promise<void> => {
      for (const row of some) {
        const known = rows.get(row.name);
        rows.set(row.name, known ? sumOfRows(known, row) : row);
      }
      if (rows.size > rowsAtMost) await spill();
    },
    rows: async function* (): AsyncGenerator<SummaryRow> {
      for await (const row of sorted()) if (row.rated !== 0 || row.unrated !== 0) yield row;
    },
  };
};
