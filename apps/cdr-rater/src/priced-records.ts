import { type Cost60, inOrder, type Place } from '@dialplane/pricing';
import { readCsv } from './read-csv';

/** What a run has written of the records that it priced, or found no price for. */
export type PricedFiles = { readonly runId: string; readonly rated: string; readonly unrated: string };

/** What became of a record in a run: all its lines together. */
export type PricedRecord = Place & {
  readonly transactionId: string;
  readonly serviceCode: string;
  readonly usageType: string;
  /** Why it has no price. Empty if it has one. */
  readonly reason: string;
  /** The price lists that its lines name. */
  readonly versions: readonly string[];
  readonly cost: Cost60;
  /** The same for two outcomes that cost the same, tier by tier, or have no price for the same reason. */
  readonly meaning: string;
};

/**
 * The records of a run in the order of their places, from `rated.csv` and `unrated.csv`. Holds one at a time.
 *
 * @throws Error where a file is not in the order of places, or a record stands in both
 */
export const pricedRecords = async function* ({ rated, unrated }: PricedFiles): AsyncGenerator<PricedRecord> {
  for await (const [one, other] of sideBySide(recordsIn(rated), recordsIn(unrated))) {
    if (one && other) {
      throw new Error(`Cannot read ${nameOf(one)}: expected it in "${rated}" or "${unrated}", not in both`);
    }
    const record = one ?? other;
    if (record) yield record;
  }
};

/** Two lists in the order of places as one: what stands at each place in the first, in the second, or in both. */
export const sideBySide = async function* (
  left: AsyncGenerator<PricedRecord>,
  right: AsyncGenerator<PricedRecord>,
): AsyncGenerator<readonly [PricedRecord | undefined, PricedRecord | undefined]> {
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : byPlace(a.value, b.value);
    yield [order <= 0 ? a.value : undefined, order >= 0 ? b.value : undefined];
    if (order <= 0) a = await left.next();
    if (order >= 0) b = await right.next();
  }
};

/** Puts the lines of each record together, which stand behind each other. */
const recordsIn = async function* (path: string): AsyncGenerator<PricedRecord> {
  const rows = readCsv(path);
  const { value: headings = [] } = await rows.next();
  const at = Object.fromEntries(
    [...columns, ...columnsOfRated].map((name) => [name, headings.indexOf(name)]),
  ) as Readonly<Record<(typeof columns)[number] | (typeof columnsOfRated)[number], number>>;
  const missing = columns.filter((name) => at[name] < 0);
  if (missing.length > 0)
    throw new Error(`Cannot read "${path}": expected the columns ${missing.join(', ')}`);

  let open: PricedRecord | undefined;
  for await (const row of rows) {
    const cell = (name: keyof typeof at) => row[at[name]] ?? '';
    const line: PricedRecord = {
      source: cell('source_key'),
      position: Number(cell('position')),
      transactionId: cell('transaction_id'),
      serviceCode: cell('service_code'),
      usageType: cell('usage_type'),
      reason: cell('reason'),
      versions: cell('price_version') === '' ? [] : [cell('price_version')],
      cost: BigInt(cell('cost_exact')) as Cost60, // '' is 0: a record without a price costs nothing
      meaning: cell('reason') || `${cell('line_seconds')} s ${cell('cost_exact')}`,
    };
    const order = open ? byPlace(open, line) : -1;
    if (order > 0) throw new Error(`Cannot read ${nameOf(line)} in "${path}": expected the order of places`);
    if (open && order < 0) yield open;
    open = open && order === 0 ? together(open, line) : line;
  }
  if (open) yield open;
};

const columns = ['source_key', 'position', 'transaction_id', 'service_code', 'usage_type'] as const;
const columnsOfRated = ['reason', 'price_version', 'line_seconds', 'cost_exact'] as const;

const together = (record: PricedRecord, line: PricedRecord): PricedRecord => ({
  ...record,
  versions: [...new Set([...record.versions, ...line.versions])],
  cost: (record.cost + line.cost) as Cost60,
  meaning: `${record.meaning}, ${line.meaning}`,
});

/** The order of places in every file. */
const byPlace = (a: Place, b: Place): number => inOrder(a.source, b.source) || a.position - b.position;

const nameOf = ({ source, position }: Place): string => `document ${position} of "${source}"`;
