/**
 * The prices of the golden vectors as a table. They are also written as price files in AWS's layout. Independent of the
 * implementation.
 */

/** The limit in units, or null for the last tier; and the price of a unit. */
export type TruthTier = readonly [upTo: string | null, price: string];

/** A deliberate fault in a line. */
export type Spoiled = 'currency' | 'unit' | 'price' | 'tiers' | 'overlap';

export type TruthVersion = {
  readonly id: string;
  readonly begin: string;
  /** The first second after the version; null while it is in effect. */
  readonly end: string | null;
  /** The end as written in the index. Left out if undefined. */
  readonly endWritten?: string;
  readonly layout: 'json' | 'json-of-the-guide' | 'csv-old' | 'csv-new';
};

export type TruthLine = {
  readonly usageType: string;
  readonly unit: string;
  /** The tiers in each version; null if the version does not have the line. */
  readonly tiers: readonly (readonly TruthTier[] | null)[];
  readonly spoiled?: Spoiled;
  /** The effective date of the row, if it differs from the version's start, by version. */
  readonly effective?: readonly (string | null)[];
  /** The line appears twice, under two products, with the same price. */
  readonly doubled?: true;
};

export type TruthOffer = {
  readonly serviceCode: string;
  readonly versions: readonly TruthVersion[];
  readonly lines: readonly TruthLine[];
};

const flat = (
  usageType: string,
  prices: readonly (string | null)[],
  more: Partial<TruthLine> = {},
): TruthLine => ({
  usageType,
  unit: 'minute',
  tiers: prices.map((price) => (price === null ? null : [[null, price]])),
  ...more,
});

const voiceConnector: TruthOffer = {
  serviceCode: 'AmazonChimeVoiceConnector',
  versions: [
    // The end is written in the old format, on a leap day.
    {
      id: '20190101000000',
      begin: '2019-01-01T00:00:00Z',
      end: '2020-03-01T00:00:00Z',
      endWritten: '2020-02-29T23:59:59Z',
      layout: 'csv-old',
    },
    {
      id: '20200301000000',
      begin: '2020-03-01T00:00:00Z',
      end: '2020-07-01T00:00:00Z',
      endWritten: '2020-07-01T00:00:00Z',
      layout: 'csv-new',
    },
    // Published long after it took effect.
    { id: '20200915120000', begin: '2020-07-01T00:00:00Z', end: null, endWritten: '', layout: 'json' },
  ],
  lines: [
    // The only price that is public.
    flat('USE1-US-US-outbound-minutes', ['0.0048000000', '0.0048000000', '0.0048000000'], {
      effective: [null, '2019-01-01T00:00:00Z', '2019-01-01T00:00:00Z'],
    }),
    flat('USE1-US-inbound-minutes', ['0.0022000000', '0.0021000000', '0.0020000001'], { unit: 'Minutes' }),
    flat('USE1-US-PA-outbound-minutes', ['0.1150000000', '0.1033333333', '0.0999999999'], { unit: 'min' }),
    flat('USE1-US-DE-outbound-minutes', ['12.3456789012', '0.0000000001', '0.0000000007']),
    flat('USE1-US-free-outbound-minutes', ['0.0000000000', '0', '0.0']),
    flat('USE1-US-second-outbound-seconds', ['0.0000800000', '0.0000812345', '0.0000000003'], {
      unit: 'Second',
    }),
    flat('USE1-US-new-outbound-minutes', [null, '0.0100000000', '0.0110000000']),
    flat('USE1-US-old-outbound-minutes', ['0.0200000000', '0.0210000000', null]),
    flat('USE1-US-away-outbound-minutes', ['0.0300000000', null, '0.0310000000']),
    flat('USE1-US-announced-outbound-minutes', [null, null, '0.0400000000'], {
      effective: [null, null, '2020-08-01T00:00:00Z'],
    }),
    flat('USE1-US-paused-outbound-minutes', ['0.0500000000', '0.0500000000', '0.0510000000'], {
      effective: [null, null, '2020-07-12T00:00:00Z'],
    }),
    flat('USE1-US-doubled-outbound-minutes', ['0.0600000000', '0.0600000000', '0.0610000000'], {
      doubled: true,
    }),
    flat('CNN1-CN-CN-outbound-minutes', ['0.0700000000', '0.0700000000', '0.0700000000'], {
      spoiled: 'currency',
    }),
    flat('USE1-US-number-months', ['1.0000000000', '1.0000000000', '1.0000000000'], {
      unit: 'Number-Month',
      spoiled: 'unit',
    }),
    flat('USE1-US-fine-outbound-minutes', ['0.00480000001', '0.00480000001', '0.00480000001'], {
      spoiled: 'price',
    }),
    flat('USE1-US-torn-outbound-minutes', ['0.0800000000', '0.0800000000', '0.0800000000'], {
      spoiled: 'tiers',
    }),
    flat('USE1-US-twice-outbound-minutes', ['0.0900000000', '0.0900000000', '0.0900000000'], {
      spoiled: 'overlap',
    }),
  ],
};

const streaming: TruthOffer = {
  serviceCode: 'AmazonChime',
  versions: [{ id: '20190101000000', begin: '2019-01-01T00:00:00Z', end: null, layout: 'json-of-the-guide' }],
  lines: [flat('USE1-VC-kinesis-audio-streaming', ['0.0100000000'])],
};

const tiered: TruthOffer = {
  serviceCode: 'AmazonChimeVoiceConnector',
  versions: [
    {
      id: '20200101000000',
      begin: '2020-01-01T00:00:00Z',
      end: '2020-02-15T00:00:00Z',
      endWritten: '2020-02-14T23:59:59Z',
      layout: 'csv-new',
    },
    { id: '20200215000000', begin: '2020-02-15T00:00:00Z', end: null, endWritten: '', layout: 'json' },
  ],
  lines: [
    {
      usageType: 'USE1-US-US-outbound-minutes',
      unit: 'minute',
      tiers: [
        [
          ['1000', '0.0040000000'],
          ['5000', '0.0030000000'],
          [null, '0.0020000000'],
        ],
        [
          ['2000', '0.0035000000'],
          [null, '0.0015000001'],
        ],
      ],
    },
    {
      usageType: 'USE1-US-inbound-minutes',
      unit: 'Second',
      tiers: [
        [
          ['100', '0.0001000000'],
          [null, '0.0000500000'],
        ],
        [
          ['100', '0.0001000000'],
          [null, '0.0000500000'],
        ],
      ],
    },
    {
      // Limits that are not whole minutes, and a free first tier.
      usageType: 'USE1-US-PA-outbound-minutes',
      unit: 'Minutes',
      tiers: [
        [
          ['0.1', '0.0000000000'],
          ['0.5', '0.1000000000'],
          [null, '0.0333333333'],
        ],
        [
          ['0.1', '0.0000000000'],
          ['0.5', '0.1000000000'],
          [null, '0.0333333333'],
        ],
      ],
    },
  ],
};

export const priceSets: Readonly<Record<string, readonly TruthOffer[]>> = {
  flat: [voiceConnector, streaming],
  tiered: [tiered],
};
