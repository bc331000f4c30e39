import type { TruthLine, TruthOffer, TruthTier, TruthVersion } from './price-sets';

/** Writes the price table as the files of AWS's price list. Keys are paths. */
export const priceFiles = (offers: readonly TruthOffer[]): Readonly<Record<string, string>> => ({
  '/offers/v1.0/aws/index.json': json({
    formatVersion: 'v1.0',
    offers: Object.fromEntries(
      offers.map(({ serviceCode }) => [
        serviceCode,
        { offerCode: serviceCode, versionIndexUrl: `/offers/v1.0/aws/${serviceCode}/index.json` },
      ]),
    ),
  }),
  ...Object.assign({}, ...offers.map(offerFiles)),
});

const offerFiles = (offer: TruthOffer): Readonly<Record<string, string>> => {
  const folder = `/offers/v1.0/aws/${offer.serviceCode}`;
  const index = {
    formatVersion: 'v1.0',
    offerCode: offer.serviceCode,
    currentVersion: offer.versions.at(-1)?.id,
    versions: Object.fromEntries(
      offer.versions.map(({ id, begin, endWritten }) => [
        id,
        {
          versionEffectiveBeginDate: begin,
          ...(endWritten !== undefined && { versionEffectiveEndDate: endWritten }),
          offerVersionUrl: `${folder}/${id}/index.json`,
        },
      ]),
    ),
  };
  const files = offer.versions.map((version, i) =>
    version.layout.startsWith('json')
      ? { [`${folder}/${version.id}/index.json`]: json(jsonOffer(offer, version, i)) }
      : { [`${folder}/${version.id}/index.csv`]: csvOffer(offer, version, i) },
  );
  return Object.assign({ [`${folder}/index.json`]: json(index) }, ...files);
};

type Row = {
  readonly line: TruthLine;
  readonly sku: string;
  readonly effective: string;
  readonly tiers: readonly {
    readonly rateCode: string;
    readonly begin: string;
    readonly end: string;
    readonly price: string;
  }[];
};

export const skuOf = (usageType: string): string => usageType.replaceAll('-', '').toUpperCase();

/** The products of a line in one version: one, or two if the line is doubled. */
const rowsOf = (offer: TruthOffer, version: TruthVersion, i: number): readonly Row[] =>
  offer.lines.flatMap((line) => {
    const tiers = line.tiers[i];
    if (!tiers) return [];
    const effective = line.effective?.[i] ?? version.begin;
    const row = (sku: string, all: readonly TruthTier[]): Row => ({
      line,
      sku,
      effective,
      tiers: all.map(([upTo, price], n) => ({
        rateCode: `${sku}.JRTCKXETXF.${n}`,
        begin: n === 0 ? (line.spoiled === 'tiers' ? '5' : '0') : (all[n - 1]?.[0] ?? ''),
        end: upTo ?? 'Inf',
        price,
      })),
    });
    const sku = skuOf(line.usageType);
    if (line.doubled) return [row(sku, tiers), row(`${sku}2`, tiers)];
    if (line.spoiled === 'overlap') return [row(sku, tiers), row(`${sku}2`, [[null, '0.0910000000']])];
    return [row(sku, tiers)];
  });

const currencyOf = (line: TruthLine): string => (line.spoiled === 'currency' ? 'CNY' : 'USD');

const jsonOffer = (offer: TruthOffer, version: TruthVersion, i: number) => {
  const rows = rowsOf(offer, version, i);
  const asInTheGuide = version.layout === 'json-of-the-guide';
  return {
    formatVersion: 'v1.0',
    disclaimer: 'Made for tests. These are no prices of AWS.',
    offerCode: offer.serviceCode,
    version: version.id,
    publicationDate: version.begin,
    products: Object.fromEntries(
      rows.map(({ sku, line }) => [
        sku,
        { sku, attributes: { servicecode: offer.serviceCode, usagetype: line.usageType, operation: '' } },
      ]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        rows.map(({ sku, effective, tiers, line }) => [
          sku,
          {
            [`${sku}.JRTCKXETXF`]: {
              offerTermCode: 'JRTCKXETXF',
              sku,
              effectiveDate: effective,
              priceDimensions: Object.fromEntries(
                tiers.map(({ rateCode, begin, end, price }) => [
                  rateCode,
                  {
                    rateCode,
                    description: `${price} per ${line.unit}, made for tests`,
                    ...(asInTheGuide
                      ? { startingRange: begin, endingRange: end }
                      : { beginRange: begin, endRange: end }),
                    unit: line.unit,
                    pricePerUnit: { [currencyOf(line)]: price },
                    appliesTo: [],
                  },
                ]),
              ),
              termAttributes: {},
            },
          },
        ]),
      ),
      Reserved: { SKU: {} },
      FlatRate: { SOMETHING: { of: 'another shape' } },
    },
  };
};

const csvOffer = (offer: TruthOffer, version: TruthVersion, i: number): string => {
  const old = version.layout === 'csv-old';
  const header = [
    ...['SKU', 'OfferTermCode', 'RateCode', 'TermType', 'PriceDescription', 'EffectiveDate', 'StartingRange'],
    ...['EndingRange', 'Unit', 'PricePerUnit', 'Currency', 'Product Family', 'serviceCode', 'Location'],
    ...['Location Type', 'usageType', 'operation'],
    ...(old ? ['CallType', 'Country'] : ['Region Code', 'serviceName']),
  ];
  const cells = rowsOf(offer, version, i).flatMap(({ line, sku, effective, tiers }) =>
    tiers.map(({ rateCode, begin, end, price }) => [
      ...[sku, 'JRTCKXETXF', rateCode, 'OnDemand', `"${price}" per ${line.unit}, made for tests`],
      ...[effective.slice(0, 10), begin, end, line.unit, price, currencyOf(line), '', offer.serviceCode],
      ...['US East (N. Virginia)', 'AWS Region', line.usageType, '', '', ''],
    ]),
  );
  const reserved = header.map((name) =>
    name === 'TermType' ? 'Reserved' : name === 'SKU' ? 'RESERVED' : '',
  );
  const about = [
    ['FormatVersion', 'v1.0'],
    ['Disclaimer', 'Made for tests. These are no prices of AWS.'],
    ['Publication Date', version.begin],
    ['Version', version.id],
    ['OfferCode', offer.serviceCode],
  ];
  return [...about, header, ...cells, reserved]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + '\n')
    .join('');
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
