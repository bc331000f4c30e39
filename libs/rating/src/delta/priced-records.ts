import { inOrder } from '@dialplane/basics';
import { type Cost60 } from '@dialplane/pricing';
import { type Cursor, cursorOver } from './cursor';
import { cellsOf, readRows } from '../output/read-csv';

/** The files of a run with the records that it priced, or found no price for. */
export type PricedFiles = {
  readonly runId: string;
  /** The paths of a file or its parts. */
  readonly rated: readonly string[];
  readonly unrated: readonly string[];
};

/** The rows of a record in a run. They are parsed only if needed. */
export type RecordRows = {
  readonly source: string;
  readonly position: number;
  /** Its rows without the run id, which differs between any two runs. */
  readonly rows: readonly string[];
  /** The headings of its file. */
  readonly headings: readonly string[];
};

/**
 * Steps through the records of a run in the order of their places, in `rated.csv` and `unrated.csv`.
 *
 * A step throws where a file is not in the order of places, or a record is in both.
 */
export const openRecords = ({ rated, unrated }: PricedFiles): Cursor<RecordRows> => {
  const [one, other] = [cursorOver(recordsIn(rated)), cursorOver(recordsIn(unrated))];
  let turn: Cursor<RecordRows> | undefined;
  const choose = (): void => {
    const [a, b] = [one.current(), other.current()];
    const order = compareRecords(a, b);
    if (a && b && order === 0) {
      throw new Error(
        `Cannot read ${nameOf(a)}: expected it in "${rated.join(', ')}" or "${unrated.join(', ')}", not in both`,
      );
    }
    turn = order < 0 ? one : other;
  };
  const start = async (): Promise<void> => {
    await Promise.all([one.step(), other.step()]);
    choose();
  };
  return {
    current: () => turn?.current(),
    step: () => {
      if (!turn) return start();
      const waits = turn.step();
      if (waits) return waits.then(choose);
      choose();
      return undefined;
    },
  };
};

/** Which of two records comes first. A missing record comes last. */
export const compareRecords = (a: RecordRows | undefined, b: RecordRows | undefined): number => {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return inOrder(a.source, b.source) || a.position - b.position;
};

/** Groups the rows of each record, which are adjacent. */
const recordsIn = async function* (paths: readonly string[]): AsyncGenerator<readonly RecordRows[]> {
  let headings: readonly string[] | undefined;
  let headed = '';
  let open: { place: string; record: RecordRows; rows: string[] } | undefined;
  for await (const { path, lot } of lotsIn(paths)) {
    const records: RecordRows[] = [];
    for (const row of lot) {
      if (!headings || headed !== path) {
        headings = headingsOf(path, row);
        headed = path;
        continue;
      }
      const written = row.slice(row.indexOf(',') + 1);
      const place = placeIn(written);
      if (place === open?.place) {
        open.rows.push(written);
        continue;
      }
      const [source = '', position] = cellsOf(place);
      const rows = [written];
      const record: RecordRows = { source, position: Number(position), rows, headings };
      if (open && compareRecords(open.record, record) > 0) {
        throw new Error(`Cannot read ${nameOf(record)} in "${path}": expected the order of places`);
      }
      if (open) records.push(open.record);
      open = { place, record, rows };
    }
    yield records;
  }
  if (open) yield [open.record];
};

const lotsIn = async function* (paths: readonly string[]) {
  for (const path of paths) for await (const lot of readRows(path)) yield { path, lot };
};

const firstHeadings = ['run_id', 'source_key', 'position'];

const headingsOf = (path: string, row: string): readonly string[] => {
  const headings = cellsOf(row);
  if (firstHeadings.every((name, i) => headings[i] === name)) return headings.slice(1);
  throw new Error(`Cannot read "${path}": expected the columns ${firstHeadings.join(', ')} first`);
};

/** Key and position, as written. */
const placeIn = (written: string): string => {
  // A key may contain commas, and is then quoted.
  const closing = /^"(?:[^"]|"")*"/.exec(written)?.[0].length ?? 0;
  return written.slice(0, written.indexOf(',', written.indexOf(',', closing) + 1));
};

const nameOf = ({ source, position }: RecordRows): string => `document ${position} of "${source}"`;

/** The outcome of a record, all its rows together. */
export type PricedRecord = {
  readonly transactionId: string;
  readonly serviceCode: string;
  readonly usageType: string;
  /** Why it has no price. Empty if it has one. */
  readonly reason: string;
  /** The price lists that its rows name. */
  readonly versions: readonly string[];
  readonly cost: Cost60;
  /** Equal for two records that cost the same, tier by tier, or have no price for the same reason. */
  readonly meaning: string;
};

/** Reads the outcome of a record. */
export const readPriced = ({ rows, headings }: RecordRows): PricedRecord => {
  const lines = rows.map((row) => {
    const cells = cellsOf(row);
    return Object.fromEntries(headings.map((name, i) => [name, cells[i] ?? '']));
  });
  const [first = {}] = lines;
  const reason = first['reason'] ?? '';
  const parts = lines.map((line) => [line['line_seconds'], line['cost_exact']]);
  return {
    transactionId: first['transaction_id'] ?? '',
    serviceCode: first['service_code'] ?? '',
    usageType: first['usage_type'] ?? '',
    reason,
    versions: [...new Set(lines.flatMap((line) => line['price_version'] ?? []))],
    cost: parts.reduce((sum, [, cost = '0']) => sum + BigInt(cost), 0n) as Cost60,
    meaning: reason || JSON.stringify(parts),
  };
};
