import { rateDirectory, type RateDirectoryOptions } from '../src';
import { parseWindow } from '@dialplane/cdr';
import { describeIssues, epochSeconds } from '@dialplane/basics';
import { directoryPrices } from '@dialplane/pricing';
import { compete } from './job';
import { month } from './traffic';

/** The settings of runs that are not usual. */
const options: Readonly<Record<string, Partial<RateDirectoryOptions>>> = {
  'with faults': { limits: { unrated: 1, rejected: 1, conflict: 1 } },
  'one thread': { threads: 0, limits: { unrated: 1, rejected: 1, conflict: 1 } },
};

/** Our engine as a user calls it: it loads the prices and publishes everything. */
compete(async ({ cdrs, prices, out, how }) => {
  const window = parseWindow(month.window);
  if (!window.ok) throw new Error(`Cannot rate ${month.window}: ${describeIssues(window.error)}`);
  const rated = await rateDirectory({
    cdrs,
    prices: directoryPrices(prices),
    window: window.value,
    out,
    now: epochSeconds(new Date()),
    runId: 'bench',
    oneFileUpTo: Number.MAX_SAFE_INTEGER, // one file, as the others write
    ...(how !== undefined && options[how]),
  });
  if (!rated.ok) throw new Error(`Cannot rate: ${describeIssues(rated.error.issues)}`);
  const { documentsRead: records, cost } = rated.value.report;
  return { records, total: cost.exact };
});
