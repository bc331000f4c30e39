import type { EpochSeconds } from '@dialplane/basics';
import { maskNumber } from '@dialplane/phone-numbers';
import { type Cost60, formatUsd, type Rated, type Unrated } from '@dialplane/pricing';
import { type Numbers, rounding } from './columns';
import type { Column } from './csv';
import { ownNumberOf, type RecordFacts } from './record-facts';

/** The keys that records are summed up by. Each has its own file, and each record counts once in each file. */
export const summaryNames = [
  'connector-or-application',
  'direction',
  'country-pair',
  'usage-type',
  'number',
  'day',
] as const;

/** One of the `summaryNames`. */
export type SummaryName = (typeof summaryNames)[number];

/** A line of a summary. */
export type SummaryRow = {
  readonly name: string;
  readonly rated: number;
  readonly ratedSeconds: bigint;
  readonly unrated: number;
  readonly unratedSeconds: bigint;
  readonly cost: Cost60;
};

/** The name of the row that a call counts in, for each summary. */
export const namesOf =
  (numbers: Numbers, dayOf: (at: EpochSeconds) => string) =>
  (call: Rated | Unrated, facts: RecordFacts): Readonly<Record<SummaryName, string>> => {
    const { serviceCode, usageType = '' } = usageOf(call);
    const number = ownNumberOf(facts);
    return {
      'connector-or-application': facts.owner,
      direction: facts.direction,
      'country-pair': countryPair(facts),
      'usage-type': `${serviceCode} ${usageType}`.trim(),
      number: numbers === 'masked' ? maskNumber(number) : number,
      day: dayOf(call.record.at),
    };
  };

/** `US-DE`; empty if neither country is known. */
export const countryPair = (facts: {
  readonly sourceCountry: string;
  readonly destinationCountry: string;
}): string => {
  const { sourceCountry, destinationCountry } = facts;
  return sourceCountry || destinationCountry ? `${sourceCountry}-${destinationCountry}` : '';
};

const usageOf = (call: Rated | Unrated): { readonly serviceCode: string; readonly usageType?: string } =>
  call.kind === 'rated' ? call.price : (call.usage ?? call.record);

/** The columns of `summary-by-<by>.csv`. */
export const summaryColumns = (runId: string, by: string): readonly Column<SummaryRow>[] => [
  ['run_id', () => runId],
  [by.replaceAll('-', '_'), ({ name }) => name],
  ['rated_records', ({ rated }) => rated],
  ['rated_seconds', ({ ratedSeconds }) => ratedSeconds],
  ['unrated_records', ({ unrated }) => unrated],
  ['unrated_seconds', ({ unratedSeconds }) => unratedSeconds],
  ['cost', ({ cost }) => formatUsd(cost, rounding)],
  ['cost_exact', ({ cost }) => cost],
];
