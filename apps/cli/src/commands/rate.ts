import { rateDirectory, type RateProgress, type Report } from '@dialplane/apps/cdr-rater';
import { type BillingWindow, parseWindow } from '@dialplane/cdr';
import { describeIssues, epochSeconds, fail, ok } from '@dialplane/kernel';
import { directoryPrices } from '@dialplane/pricing';
import { InvalidArgumentError } from 'commander';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readShare } from '../arguments';
import type { Failure, Outcome } from '../outcome';
import type { AddCommand, Session } from '../session';
import { details, table } from '../table';

type Flags = {
  readonly cdrs: string;
  readonly prices: string;
  readonly window: BillingWindow;
  readonly out: string;
  readonly limitUnrated: number;
  readonly limitRejected: number;
};

/** `dialplane rate` */
export const addRate: AddCommand = (parent, perform) => {
  parent
    .command('rate')
    .description('what the calls of a window cost, from records and price lists on disk; needs no API')
    .requiredOption('--cdrs <dir>', "records in AWS's layout, such as Amazon-Chime-SMADRs/json/…")
    .requiredOption('--prices <dir>', "price lists in AWS's layout: offers/v1.0/aws/…")
    .requiredOption('--window <window>', 'the last day and how long, as in 2020-01-31/Monthly', readWindow)
    .requiredOption('--out <dir>', 'where the results go; a run replaces the one before it')
    .option('--limit-unrated <share>', 'how many records may be without a price, 0 to 1', readShare, 0)
    .option('--limit-rejected <share>', 'how many documents may be no record, 0 to 1', readShare, 0)
    .action((flags: Flags) => perform((session) => rate(session, flags)));
};

const readWindow = (text: string): BillingWindow => {
  const window = parseWindow(text);
  if (!window.ok) throw new InvalidArgumentError(`expected a window: ${describeIssues(window.error)}.`);
  return window.value;
};

const rate = async ({ now, progress }: Session, flags: Flags): Promise<Outcome> => {
  const { cdrs, prices, window, out, limitUnrated, limitRejected } = flags;
  const rated = await rateDirectory({
    cdrs,
    prices: directoryPrices(prices),
    window,
    out,
    now: epochSeconds(new Date(now())),
    runId: randomUUID(),
    limits: { unrated: limitUnrated, rejected: limitRejected },
    progress: everySecond(now, ({ objects, documents }) =>
      progress(`Read ${documents} documents in ${objects} objects`),
    ),
  });
  if (!rated.ok) {
    const { issues, report } = rated.error;
    if (report) showReport(report, Infinity).split('\n').forEach(progress);
    const message = report
      ? `Cannot publish ${report.window.name}: expected a run within its limits`
      : `Cannot rate "${cdrs}": expected records, and prices in "${prices}"`;
    return fail<Failure>({ exit: 'refused', message, issues });
  }
  const { report, manifest } = rated.value;
  const files = manifest.files.map(({ path }) => join(out, path));
  return ok({
    json: { report, manifest: join(out, `${manifest.window}.json`), files },
    text: (columns) => `${showReport(report, columns)}\n\n${files.join('\n')}`,
    ...noteOn(report),
  });
};

/** What may make the result another one than was meant. */
const noteOn = ({ window, documentsRead, warnings }: Report): { readonly note?: string } => {
  if (documentsRead === 0) return { note: `No record was found on the days of ${window.name}` };
  const early = 'The window is not over, or records may still arrive: rate it again later';
  const notes = [...(window.early ? [early] : []), ...warnings];
  return notes.length > 0 ? { note: notes.join('\n') } : {};
};

/** Counts and costs, for people. */
const showReport = ({ window, objects, counts, cost, leaks, prices }: Report, columns: number): string => {
  const { rated, unrated, duplicate, conflict, rejected, outside } = counts;
  const kinds = Object.entries({ rated, unrated, duplicate, conflict, rejected, outside });
  const reasons = { ...counts.unratedBy, ...counts.rejectedBy, ...counts.outsideBy };
  return [
    table(
      ['documents', 'count'],
      [...kinds.map(([kind, count]) => [kind, String(count)]), ['in all', String(counts.documents)]],
      columns,
    ),
    details([
      ['window', window.name],
      ['objects', String(objects)],
      ['billed', `${counts.ratedSeconds} s`],
      ['cost', `${cost.amount} ${cost.currency}, by list prices`],
      ['reasons', inWords(reasons)],
      ['leaks', inWords({ 'legs left up': leaks.orphanLegs, 'calls billed twice': leaks.overlaps })],
      ['price list', `${prices.files.length} files, ${prices.issues.length} issues (report.json)`],
      ['stale since', prices.staleSince],
    ]),
  ].join('\n\n');
};

const inWords = (counts: Readonly<Record<string, number>>): string | undefined => {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.length > 0 ? some.map(([name, count]) => `${name}: ${count}`).join(', ') : undefined;
};

const everySecond = (now: () => number, tell: (progress: RateProgress) => void) => {
  let told = now();
  return (progress: RateProgress): void => {
    if (now() - told < 1_000) return;
    told = now();
    tell(progress);
  };
};
