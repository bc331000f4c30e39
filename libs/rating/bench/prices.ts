import { usageTypes } from './records';

/** A price of the generated list, as a row of a plain table: one line, from one second up to but not including another. */
export type BenchPrice = {
  readonly serviceCode: string;
  readonly usageType: string;
  readonly from: number;
  readonly to: number;
  /** Per minute, in dollars, with ten places. */
  readonly price: string;
  readonly unit: string;
  readonly version: string;
  readonly sku: string;
  readonly rateCode: string;
};

const serviceCode = 'AmazonChimeVoiceConnector';
const folder = `/offers/v1.0/aws/${serviceCode}`;

/** Prices change in the middle of the month, so that the time of a call matters. */
const versions = [
  { id: '20251201000000', begin: '2025-12-01T00:00:00Z', end: '2026-01-16T00:00:00Z' },
  { id: '20260116000000', begin: '2026-01-16T00:00:00Z', end: '' },
] as const;

const skuOf = (usageType: string): string => usageType.replaceAll('-', '').toUpperCase();

/** The price table of every competitor. The prices are made up, except for the only public one: 0.0048. */
export const priceTable: readonly BenchPrice[] = usageTypes.flatMap((usageType, line) =>
  versions.map(({ id, begin, end }, version) => ({
    serviceCode,
    usageType,
    from: Date.parse(begin) / 1000,
    to: Date.parse(end || '9999-01-01') / 1000,
    price: (0.0048 + line * 0.00131 + version * 0.0003017).toFixed(10),
    unit: 'minutes',
    version: id,
    sku: skuOf(usageType),
    rateCode: `${skuOf(usageType)}.JRTCKXETXF.6YS6EN2CT7`,
  })),
);

/**
 * The same prices as AWS's bulk price files, by path.
 *
 * @param tiers where tiers begin, in minutes: each has the same price
 */
export const benchPriceFiles = (tiers: readonly number[] = [0]): Readonly<Record<string, string>> => ({
  '/offers/v1.0/aws/index.json': JSON.stringify({
    formatVersion: 'v1.0',
    offers: { [serviceCode]: { offerCode: serviceCode, versionIndexUrl: `${folder}/index.json` } },
  }),
  [`${folder}/index.json`]: JSON.stringify({
    formatVersion: 'v1.0',
    offerCode: serviceCode,
    currentVersion: versions[1].id,
    versions: Object.fromEntries(
      versions.map(({ id, begin, end }) => [
        id,
        {
          versionEffectiveBeginDate: begin,
          versionEffectiveEndDate: end,
          offerVersionUrl: `${folder}/${id}/index.json`,
        },
      ]),
    ),
  }),
  ...Object.fromEntries(
    versions.map(({ id, begin }) => [`${folder}/${id}/index.json`, offerOf(id, begin, tiers)]),
  ),
});

const offerOf = (version: string, begin: string, tiers: readonly number[]): string => {
  const rows = priceTable.filter(({ from }) => from === Date.parse(begin) / 1000);
  return JSON.stringify({
    formatVersion: 'v1.0',
    disclaimer: 'Made for a bench. These are no prices of AWS.',
    offerCode: serviceCode,
    version,
    publicationDate: begin,
    products: Object.fromEntries(
      rows.map((row) => [
        row.sku,
        {
          sku: row.sku,
          attributes: { servicecode: serviceCode, usagetype: row.usageType, operation: '' },
        },
      ]),
    ),
    terms: { OnDemand: Object.fromEntries(rows.map((row) => [row.sku, termOf(begin, row, tiers)])) },
  });
};

const termOf = (
  effectiveDate: string,
  { price, unit, sku, rateCode }: BenchPrice,
  tiers: readonly number[],
) => ({
  [`${sku}.JRTCKXETXF`]: {
    offerTermCode: 'JRTCKXETXF',
    sku,
    effectiveDate,
    priceDimensions: Object.fromEntries(
      tiers.map((begin, i) => {
        const code = i === 0 ? rateCode : `${rateCode}${i}`;
        return [
          code,
          {
            rateCode: code,
            description: `$${price} per minute, made for a bench`,
            beginRange: String(begin),
            endRange: String(tiers[i + 1] ?? 'Inf'),
            unit,
            pricePerUnit: { USD: price },
            appliesTo: [],
          },
        ];
      }),
    ),
    termAttributes: {},
  },
});
