import { rateDirectory } from '@dialplane/rating';
import { parseWindow } from '@dialplane/cdr';
import { epochSeconds } from '@dialplane/basics';
import { type Cost60, directoryPrices, formatUsd, noCost, plus } from '@dialplane/pricing';
import { join } from 'node:path';

/**
 * The expected cost of each scene's records by demo-prices, in which a second costs 0.0001 inbound and 0.0002 outbound: the
 * first scene has 60 s and 61 s, so 0.0060 and 0.0122.
 */
const expected: Readonly<Record<string, string>> = {
  answered: '0.0182000000',
  'second-target': '0.0091000000',
  message: '0.0016000000',
  'outside-hours': '0.0028000000',
  'caller-gives-up': '0.0000000000',
  control: '0.0064000000',
};
const expectedInAll = '0.0381000000';

/**
 * Rates the records of each scene separately, since their transactions have the same names. Prints the cost of each scene and
 * the total. @returns whether all costs are as expected
 */
export const rateScenes = async (
  names: readonly string[],
  records: string,
  out: string,
): Promise<boolean> => {
  const ends: boolean[] = [];
  let sum = noCost;
  for (const name of names) {
    const { cost, text } = await rateScene(join(records, name), join(out, name));
    sum = plus(sum, cost);
    ends.push(tell(name, text, `${expected[name] ?? 'a cost in demo/costs.ts, in'} USD`));
  }
  ends.push(tell('in all', `${formatUsd(sum)} USD`, `${expectedInAll} USD`));
  return ends.every((end) => end);
};

const rateScene = async (
  cdrs: string,
  out: string,
): Promise<{ readonly cost: Cost60; readonly text: string }> => {
  const window = parseWindow('2026-01-31/Monthly');
  if (!window.ok) throw new Error('Cannot rate the demo: its month is not a valid window');
  const rated = await rateDirectory({
    cdrs,
    prices: directoryPrices(join(__dirname, '../../demo-prices')),
    window: window.value,
    out,
    now: epochSeconds(new Date('2026-02-01T12:00:00Z')),
    runId: 'demo',
  });
  if (!rated.ok)
    return {
      cost: noCost,
      text: rated.error.issues.map(({ path, message }) => `${path} ${message}`).join('; '),
    };
  const { amount, currency, exact } = rated.value.report.cost;
  return { cost: BigInt(exact) as Cost60, text: `${amount} ${currency}` };
};

const tell = (name: string, seen: string, wanted: string): boolean => {
  const good = seen === wanted;
  console.log(`  ${name.padEnd(16)} ${seen}${good ? '' : ` — expected ${wanted}`}`);
  return good;
};
