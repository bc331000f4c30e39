import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { filesBelow } from './files-below';
import { compete, type Job, type Worked } from './job';
import type { BenchPrice } from './prices';

/**
 * Rates all records again from the plain table, with BigInt, and compares every line of our `rated.csv` with it, bit by bit.
 * Shares no code with libs/pricing. Throws at the first difference.
 */
const check = async ({ cdrs, table, out }: Job): Promise<Worked> => {
  const prices = JSON.parse(readFileSync(table, 'utf8')) as readonly BenchPrice[];
  const rated = linesOf(out);
  const names = ((await rated.next()).value ?? '').split(',');
  const [key, position, cost, exact] = ['source_key', 'position', 'cost', 'cost_exact'].map((name) =>
    names.indexOf(name),
  ) as [number, number, number, number];
  let total = 0n;
  let records = 0;
  for (const source of filesBelow(cdrs)) {
    let place = 0;
    for await (const text of linesOf(join(cdrs, source))) {
      const record = JSON.parse(text);
      const at: number = record.StartTimeEpochSeconds;
      const row = prices.find(
        ({ usageType, from, to }) => usageType === record.UsageType && from <= at && at < to,
      );
      if (!row) throw new Error(`Cannot check ${source}: no price`);
      const expected = BigInt(record.BillableDurationSeconds) * BigInt(row.price.replace('.', ''));
      const cells = ((await rated.next()).value ?? '').split(',');
      const found = [cells[key], cells[position], cells[exact], cells[cost]].join(' ');
      const wanted = [source, place, expected, inDollars(expected)].join(' ');
      if (found !== wanted) throw new Error(`Cannot confirm the costs: expected "${wanted}", not "${found}"`);
      total += expected;
      records += 1;
      place += 1;
    }
  }
  const more = await rated.next();
  if (!more.done) throw new Error(`Cannot confirm the costs: expected ${records} lines, and there are more`);
  return { records, total: String(total) };
};

const linesOf = (path: string) => createInterface({ input: createReadStream(path) })[Symbol.asyncIterator]();

/** Converts sixtieths to ten decimal places, rounding half to even. */
const inDollars = (sixtieths: bigint): string => {
  const [whole, rest] = [sixtieths / 60n, sixtieths % 60n];
  const rounded = whole + (rest > 30n || (rest === 30n && whole % 2n === 1n) ? 1n : 0n);
  const digits = String(rounded).padStart(11, '0');
  return `${digits.slice(0, -10)}.${digits.slice(-10)}`;
};

compete(check);
