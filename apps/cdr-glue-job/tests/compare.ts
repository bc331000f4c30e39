import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rateByBoth, type Work, type EngineOutput } from './both-engines';

const golden = join(__dirname, '../../../libs/pricing/golden/prices');

/** A month with tiers and a price change; and a week with prices by which some lines cannot be rated. */
const works: readonly Omit<Work, 'folder' | 'seed' | 'documents'>[] = [
  {
    prices: join(golden, 'tiered'),
    lastDay: '2020-02-29',
    frequency: 'Monthly',
    numbers: 'plain',
    arrivals: 'unknown',
    mapping: [],
    usageTypes: ['USE1-US-US-outbound-minutes', 'USE1-US-inbound-minutes', 'USE1-US-PA-outbound-minutes'],
  },
  {
    prices: join(golden, 'flat'),
    lastDay: '2020-03-04',
    frequency: 'Weekly',
    numbers: 'masked',
    arrivals: 'modified',
    mapping: [
      {
        when: { Direction: 'Outbound', CallerCountry: 'US' },
        usageType: 'USE1-US-US-outbound-minutes',
        serviceCode: 'AmazonChimeVoiceConnector',
      },
    ],
    usageTypes: [
      'USE1-US-US-outbound-minutes',
      'USE1-US-inbound-minutes',
      'USE1-US-DE-outbound-minutes',
      'USE1-US-PA-outbound-minutes',
      'USE1-US-new-outbound-minutes',
      'USE1-US-second-outbound-seconds',
      'CNN1-CN-CN-outbound-minutes',
    ],
  },
];

/** The differences between the engines over this many documents, half of them in each of two windows. */
export type Comparison = {
  readonly window: string;
  readonly documents: number;
  /** The names of the CSV files, each with whether both engines wrote the same bytes. */
  readonly same: Readonly<Record<string, boolean>>;
  readonly reports: readonly [embedded: unknown, spark: unknown];
  readonly embeddedSeconds: number;
  readonly sparkSeconds: number;
};

/** Rates random documents with both engines. The same seed gives the same documents. */
export const compareEngines = async (documents: number, seed: number): Promise<readonly Comparison[]> => {
  const comparisons: Comparison[] = [];
  for (const work of works) {
    const folder = mkdtempSync(join(tmpdir(), 'engines-'));
    try {
      const half = Math.ceil(documents / works.length);
      const { embedded, spark, ...seconds } = await rateByBoth({ ...work, folder, seed, documents: half });
      comparisons.push({
        window: `${work.lastDay}/${work.frequency}`,
        documents: half,
        same: sameFiles(embedded, spark),
        reports: [reportIn(embedded), reportIn(spark)],
        ...seconds,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return comparisons;
};

const sameFiles = (a: EngineOutput, b: EngineOutput): Readonly<Record<string, boolean>> => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)].filter((name) => name.endsWith('.csv')));
  return Object.fromEntries(
    [...names].map((name) => [name, a[name] !== undefined && b[name]?.equals(a[name]) === true]),
  );
};

/** A report without the engine's name, the only field that may differ. */
const reportIn = (written: EngineOutput): unknown => {
  const { engine, ...report } = JSON.parse(String(written['report.json'])) as Readonly<
    Record<string, unknown>
  >;
  return report;
};
