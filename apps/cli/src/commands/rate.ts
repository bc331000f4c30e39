import {
  explainFailure,
  type Manifest,
  rateDirectory,
  type RefusedEvidence,
  type Report,
  reportText,
} from '@dialplane/rating';
import { epochSeconds, fail, type Issue, ok } from '@dialplane/basics';
import { type Cost60, formatUsd } from '@dialplane/pricing';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { failed, type Failure, type CommandResult } from '../command-result';
import { priceSourceOf } from '../price-source';
import { type RateFlags, readRateFlags, withRateFlags } from '../rate-flags';
import type { AddCommand, Session } from '../session';
import { formatDetails, formatTable } from '../table';

/** `dialplane rate` */
export const addRate: AddCommand = (parent, perform) => {
  const command = parent
    .command('rate')
    .description('what the calls of a window cost, from records on disk and price lists; needs no API');
  withRateFlags(command).action((flags: RateFlags) => perform((session) => rate(session, flags)));
};

const rate = async (session: Session, flags: RateFlags): Promise<CommandResult> => {
  const {
    cdrs,
    prices,
    out,
    priceCache = join(out, 'prices'),
    parquet = false,
    spreadsheets = false,
    allowEmpty = false,
    numbers,
    arrived: arrivals,
    threads,
    oneFileUpTo,
  } = flags;
  const wishes = readRateFlags(flags);
  if (!wishes.ok) return wishes;
  const work = session.showProgress();
  const interrupt = new AbortController();
  let wasTerminated = false;
  const stop = (name: NodeJS.Signals) => {
    wasTerminated = name === 'SIGTERM';
    interrupt.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.once(name, stop);
  const running = rateDirectory({
    signal: interrupt.signal,
    cdrs,
    prices: priceSourceOf(prices, priceCache, interrupt.signal),
    ...wishes.value,
    out,
    now: epochSeconds(new Date(session.now())),
    runId: randomUUID(),
    arrivals,
    numbers,
    parquet,
    spreadsheets,
    allowEmpty,
    ...(threads !== undefined && { threads }),
    ...(oneFileUpTo !== undefined && { oneFileUpTo }),
    progress: ({ documents: records, ...bytes }) => work.show({ records, ...bytes }),
  }).finally(() => {
    for (const name of signals) process.off(name, stop);
    work.end();
  });
  let rated: Awaited<typeof running>;
  try {
    rated = await running;
  } catch (error) {
    const failure = explainFailure(error);
    if (!failure) throw error;
    const exit = exitOf[failure.kind];
    return failed(exit === 'interrupted' && wasTerminated ? 'terminated' : exit, failure.message);
  }
  if (!rated.ok) {
    const { issues: found, report, evidence } = rated.error;
    const issues = [...found.map(withFlag), ...(evidence ? describeEvidence(evidence) : [])];
    if (report) showReport(report, Infinity).split('\n').forEach(session.progress);
    const missing: Readonly<Record<string, string>> = {
      cdrs: `there are no records in "${cdrs}"`,
      prices: `there are no price lists in "${prices}"`,
    };
    const message = report
      ? `Cannot publish ${report.window.name}: expected a run within its limits`
      : `Cannot rate the window: ${found.map(({ path }) => missing[path]).join(', and ')}`;
    return fail<Failure>({ exit: 'refused', message, issues });
  }
  const { report, manifest, warnings } = rated.value;
  const files = manifest.files.map(({ path }) => join(out, path));
  return ok({
    json: {
      report: JSON.parse(reportText(report)) as unknown,
      manifest: join(out, `${manifest.window}.json`),
      files,
    },
    text: (columns) => `${showReport(report, columns)}\n\n${showFiles(manifest, out).join('\n')}`,
    ...noteOn(report, warnings),
  });
};

const exitOf = { unreachable: 'unreachable', environment: 'error', interrupted: 'interrupted' } as const;

/** The flag that would let a run pass. */
const flags: Readonly<Record<string, string>> = {
  unrated: '--limit-unrated',
  rejected: '--limit-rejected',
  conflict: '--limit-conflict',
  documents: '--allow-empty',
  'too-old': '--look-back',
  'too-far-ahead': '--look-ahead',
};

const withFlag = ({ path, message }: Issue): Issue => {
  const flag = flags[path];
  return { path, message: flag === undefined ? message : `${message} (allow it with ${flag})` };
};

/** The first rows that caused a refusal, and where all of them are. */
const describeEvidence = ({ folder, offenders }: RefusedEvidence): readonly Issue[] => [
  ...offenders.map(({ outcome, source, position, reason }) => ({
    path: '',
    message: `${outcome}: document ${position} of ${source}: ${reason}`,
  })),
  { path: '', message: `All of them, and the report, are in ${folder}` },
];

/** The path of each file. Of a file in parts, the folder. */
const showFiles = ({ files }: Manifest, out: string): readonly string[] =>
  [...new Set(files.map(({ name }) => name))].map((name) => {
    const paths = files.filter((file) => file.name === name).map(({ path }) => join(out, path));
    const [first = ''] = paths;
    return paths.length === 1 ? first : `${dirname(first)}: ${name} in ${paths.length} parts`;
  });

/** Why the result may not be what the user expects. */
const noteOn = (
  { window, documentsRead, warnings }: Report,
  more: readonly string[],
): { readonly note?: string } => {
  const early = 'The window has not ended, or records may still arrive: rate it again later';
  const empty = `No record was found for ${window.name}`;
  const notes = [
    ...(documentsRead === 0 ? [empty] : []),
    ...(window.early ? [early] : []),
    ...warnings,
    ...more,
  ];
  return notes.length > 0 ? { note: notes.join('\n') } : {};
};

/** Counts and costs, for people. */
const showReport = (report: Report, columns: number): string => {
  const { window, objects, ignored, unlisted, counts, cost, delta, leaks, prices } = report;
  const { rated, unrated, duplicate, conflict, rejected, outside } = counts;
  const kinds = Object.entries({ rated, unrated, duplicate, conflict, rejected, outside });
  const reasons = { ...counts.unratedBy, ...counts.rejectedBy, ...counts.outsideBy };
  return [
    formatTable(
      ['documents', 'count'],
      [...kinds.map(([kind, count]) => [kind, String(count)]), ['in all', String(counts.documents)]],
      columns,
    ),
    formatDetails([
      ['window', window.name],
      ['objects', String(objects)],
      [
        'ignored',
        ignored.objects > 0 ? `${ignored.objects}, such as ${ignored.examples[0] ?? ''}` : undefined,
      ],
      [
        'not listed',
        unlisted &&
          `${unlisted.objects}${unlisted.more ? ' or more' : ''}, such as ${unlisted.examples[0] ?? ''}`,
      ],
      ['billed', `${counts.ratedSeconds} s`],
      ['cost', `${cost.amount} ${cost.currency}, by list prices`],
      ['change from the replaced run', delta && describeDelta(delta, cost.currency)],
      ['reasons', inWords(reasons)],
      ['leaks', inWords({ 'legs left up': leaks.orphanLegs, 'calls billed twice': leaks.overlaps })],
      ['price list', `${prices.files.length} files, ${prices.issues.length} issues (report.json)`],
      ['stale since', prices.staleSince],
    ]),
  ].join('\n\n');
};

/** The result of the run that was replaced, compared with this one. */
const describeDelta = ({ lines, difference }: NonNullable<Report['delta']>, currency: string): string =>
  `${formatUsd(BigInt(difference) as Cost60)} ${currency}, in ${lines} records (delta.csv)`;

const inWords = (counts: Readonly<Record<string, number>>): string | undefined => {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.length > 0 ? some.map(([name, count]) => `${name}: ${count}`).join(', ') : undefined;
};
