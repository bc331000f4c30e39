import type { BillingWindow } from '@dialplane/cdr';
import {
  type Cost60,
  formatUsd,
  noCost,
  type Outcome,
  plus,
  type Rated,
  type Unrated,
} from '@dialplane/pricing';
import { DateTime } from 'luxon';
import { rounding } from './columns';
import type { Column } from './csv';
import { factsOf, numberOf } from './record-facts';

/** By what records are summed up, by the name of the file. Each record counts once in each. */
const dimensions = (zone: string): Readonly<Record<string, (call: Rated | Unrated) => string>> => ({
  'connector-or-application': ({ record }) => factsOf(record).owner,
  direction: ({ record }) => factsOf(record).direction,
  'country-pair': ({ record }) => {
    const { sourceCountry, destinationCountry } = factsOf(record);
    return sourceCountry || destinationCountry ? `${sourceCountry}-${destinationCountry}` : '';
  },
  'usage-type': (call) => {
    const { serviceCode, usageType = '' } = usageOf(call);
    return `${serviceCode} ${usageType}`.trim();
  },
  number: ({ record }) => numberOf(factsOf(record)),
  day: ({ record }) => DateTime.fromSeconds(record.at, { zone }).toFormat('yyyy-MM-dd'),
});

const usageOf = (call: Rated | Unrated): { readonly serviceCode: string; readonly usageType?: string } =>
  call.kind === 'rated' ? call.price : (call.usage ?? call.record);

/** A line of a summary. */
export type SummaryRow = {
  readonly name: string;
  rated: number;
  ratedSeconds: number;
  unrated: number;
  unratedSeconds: number;
  cost: Cost60;
};

/** Sums outcomes up as they come. Holds a row for each name that it has seen, and no outcome. */
export const openSummaries = ({ zone }: BillingWindow) => {
  const summaries = Object.entries(dimensions(zone)).map(([by, nameOf]) => {
    const rows = new Map<string, SummaryRow>();
    return { by, nameOf, rows };
  });

  const add = (outcomes: readonly Outcome[]): void => {
    for (const call of outcomes) {
      if (call.kind !== 'rated' && call.kind !== 'unrated') continue;
      for (const { nameOf, rows } of summaries) addTo(rows, nameOf(call), call);
    }
  };
  /** The rows of each, in order of their names by UTF-16 code units. */
  const close = (): readonly { readonly by: string; readonly rows: readonly SummaryRow[] }[] =>
    summaries.map(({ by, rows }) => ({
      by,
      rows: [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    }));
  return { add, close };
};

const addTo = (rows: Map<string, SummaryRow>, name: string, call: Rated | Unrated): void => {
  const row = rows.get(name) ?? {
    name,
    rated: 0,
    ratedSeconds: 0,
    unrated: 0,
    unratedSeconds: 0,
    cost: noCost,
  };
  rows.set(name, row);
  row[call.kind] += 1;
  row[`${call.kind}Seconds`] += call.record.billableSeconds;
  if (call.kind === 'rated') row.cost = plus(row.cost, call.cost);
};

/** The columns of `summary-by-<by>.csv`. */
export const summaryColumns = (runId: string, by: string): readonly Column<SummaryRow>[] => [
  ['run_id', () => runId],
  [by.replaceAll('-', '_'), ({ name }) => name],
  ['rated_records', ({ rated }) => rated],
  ['rated_seconds', ({ ratedSeconds }) => ratedSeconds],
  ['unrated_records', ({ unrated }) => unrated],
  ['unrated_seconds', ({ unratedSeconds }) => unratedSeconds],
  ['cost', ({ cost }) => formatUsd(cost, rounding)],
  ['cost_exact', ({ cost }) => String(cost)],
];
