import { parseEnd, parseMoment } from './moment';
import { readCsvOffer } from './read-csv-offer';
import { readServiceIndex, readVersionIndex } from './read-index';
import { readJsonOffer } from './read-json-offer';
import { secondsPerUnit } from './unit';

const jsonOffer = (dimension: object, effectiveDate = '2020-02-01T00:00:00Z') =>
  JSON.stringify({
    offerCode: 'AmazonChimeVoiceConnector',
    version: '20200201000000',
    products: { S: { sku: 'S', attributes: { usagetype: 'USE1-US-inbound-minutes' } } },
    terms: {
      OnDemand: { S: { 'S.T': { sku: 'S', effectiveDate, priceDimensions: { 'S.T.D': dimension } } } },
      Reserved: { A: {}, B: {} },
    },
  });
const dimension = { rateCode: 'S.T.D', unit: 'minute', pricePerUnit: { USD: '0.0048000000' } };
const row = {
  serviceCode: 'AmazonChimeVoiceConnector',
  usageType: 'USE1-US-inbound-minutes',
  sku: 'S',
  rateCode: 'S.T.D',
  effectiveFrom: 1580515200,
  beginRange: '0',
  endRange: 'Inf',
  unit: 'minute',
  prices: { USD: '0.0048000000' },
};
const about = '"FormatVersion","v1.0"\n"Version","20200201000000"\n"OfferCode","AmazonChimeVoiceConnector"\n';
const oldLayout = `${about}"SKU","RateCode","TermType","PriceDescription","EffectiveDate","StartingRange","EndingRange","Unit","PricePerUnit","Currency","usageType","CallType"
"S","S.T.D","OnDemand","a minute, ""inbound""","2020-02-01","0","Inf","minute","0.0048000000","USD","USE1-US-inbound-minutes","in"
"R","","Reserved","","","","","","","","",""
`;
const newLayout = `${about}"SKU","usageType","Region Code","Currency","PricePerUnit","Unit","TermType","EffectiveDate","RateCode"
"S","USE1-US-inbound-minutes","us-east-1","USD","0.0048000000","minute","OnDemand","2020-02-01","S.T.D"
`;

it.each`
  layout                         | read             | text                                                                   | skipped
  ${'JSON as it is'}             | ${readJsonOffer} | ${jsonOffer({ ...dimension, beginRange: '0', endRange: 'Inf' })}       | ${{ Reserved: 2 }}
  ${'JSON as in the guide'}      | ${readJsonOffer} | ${jsonOffer({ ...dimension, startingRange: '0', endingRange: 'Inf' })} | ${{ Reserved: 2 }}
  ${'JSON without tiers'}        | ${readJsonOffer} | ${jsonOffer(dimension)}                                                | ${{ Reserved: 2 }}
  ${'CSV with CallType'}         | ${readCsvOffer}  | ${oldLayout}                                                           | ${{ Reserved: 1 }}
  ${'CSV with a BOM and blanks'} | ${readCsvOffer}  | ${`\uFEFF${newLayout.replaceAll('\n', '\r\n\r\n')}`}                   | ${{}}
  ${'CSV in another order'}      | ${readCsvOffer}  | ${newLayout}                                                           | ${{}}
`('reads the same price from $layout', ({ read, text, skipped }) => {
  expect(read(text)).toEqual({
    ok: true,
    value: {
      offerCode: 'AmazonChimeVoiceConnector',
      version: '20200201000000',
      rows: [row],
      skipped,
      issues: [],
    },
  });
});

it('refuses CSV in which a quote is not closed', () => {
  expect(readCsvOffer(`${newLayout}"S,`)).toMatchObject({
    ok: false,
    error: [{ message: 'must be CSV in which every quote is closed' }],
  });
});

it.each`
  spelling        | limits
  ${'real files'} | ${{ beginRange: '5', endRange: '9' }}
  ${'the guide'}  | ${{ startingRange: '5', endingRange: '9' }}
`('reads the limits of a tier as $spelling spell them', ({ limits }) => {
  expect(readJsonOffer(jsonOffer({ ...dimension, ...limits }))).toMatchObject({
    value: { rows: [{ beginRange: '5', endRange: '9' }] },
  });
});

it('prefers the service code of the product to that of the file', () => {
  const text = jsonOffer(dimension).replace('"usagetype"', '"servicecode":"AmazonChime","usagetype"');

  expect(readJsonOffer(text)).toMatchObject({ value: { rows: [{ serviceCode: 'AmazonChime' }] } });
});

it('refuses a price that is a JSON number, since it may have been rounded', () => {
  const offer = readJsonOffer(jsonOffer({ ...dimension, pricePerUnit: { USD: 0.0048 } }));

  expect(offer).toMatchObject({ value: { rows: [{ prices: { USD: 'number 0.0048' } }] } });
});

it('leaves out a row that it cannot read, and says so', () => {
  expect(readJsonOffer(jsonOffer({ ...dimension, rateCode: '' }, 'soon'))).toMatchObject({
    value: {
      rows: [],
      issues: [
        { path: 'terms.OnDemand.S.T.D.rateCode', message: 'is missing' },
        {
          path: 'terms.OnDemand.S.T.D.effectiveDate',
          message: 'must be a moment such as 2020-02-01T00:00:00Z, not "soon"',
        },
      ],
    },
  });
  expect(readCsvOffer(`${newLayout}"too","few"\n`)).toMatchObject({
    value: { rows: [row], issues: [{ path: 'rows.1', message: 'must have 9 cells, not 2' }] },
  });
});

it.each`
  read                | text                                             | says
  ${readJsonOffer}    | ${'<html>'}                                      | ${'must be a price list in JSON, with offerCode, version and terms'}
  ${readJsonOffer}    | ${'{}'}                                          | ${'must be a price list in JSON, with offerCode, version and terms'}
  ${readCsvOffer}     | ${'<html>'}                                      | ${'must be a price list in CSV, with OfferCode, Version and a header'}
  ${readCsvOffer}     | ${`${newLayout.replace('"Unit"', '"Einheit"')}`} | ${'is missing'}
  ${readVersionIndex} | ${'{}'}                                          | ${'must be an index of versions, with versions'}
  ${readServiceIndex} | ${'[]'}                                          | ${'must be an index of services, with offers'}
`('refuses $text', ({ read, text, says }) => {
  expect(read(text)).toMatchObject({ ok: false, error: [{ message: says }] });
});

it('reads the index of versions, with any notation for a version in effect', () => {
  const version = (end: object) => ({
    versionEffectiveBeginDate: '2020-03-01T00:00:00Z',
    ...end,
    offerVersionUrl: '/offers/v1.0/aws/AmazonChime/1/index.json',
  });
  const index = readVersionIndex(
    JSON.stringify({
      versions: {
        closed: version({ versionEffectiveEndDate: '2020-06-30T23:59:59Z' }),
        halfOpen: version({ versionEffectiveEndDate: '2020-07-01T00:00:00Z' }),
        empty: version({ versionEffectiveEndDate: '' }),
        missing: version({}),
        wrong: { versionEffectiveBeginDate: '1 March' },
        backwards: version({ versionEffectiveEndDate: '2020-03-01T00:00:00Z' }),
        elsewhere: { ...version({}), offerVersionUrl: 'https://example.com/../index.json' },
      },
    }),
  );

  const [july, never] = [1593561600, 253402300800];
  expect(index).toMatchObject({
    value: {
      versions: [
        { version: 'closed', begin: 1583020800, end: july },
        { version: 'halfOpen', end: july },
        { version: 'empty', end: never },
        { version: 'missing', end: never },
      ],
      issues: [
        { path: 'versions.wrong.versionEffectiveBeginDate' },
        { path: 'versions.wrong.offerVersionUrl' },
        { path: 'versions.backwards.versionEffectiveEndDate' },
        { path: 'versions.elsewhere.offerVersionUrl' },
      ],
    },
  });
});

it.each`
  text                          | begin         | end
  ${'2020-02-29T23:59:59Z'}     | ${1583020799} | ${1583020800}
  ${'2020-03-01T00:00:00Z'}     | ${1583020800} | ${1583020800}
  ${'2020-03-01T00:00:00.000Z'} | ${1583020800} | ${1583020800}
  ${'2020-02-29T07:59:59Z'}     | ${1582963199} | ${1582963200}
  ${'2020-02-29T23:59:58Z'}     | ${1583020798} | ${1583020798}
  ${'2020-03-01'}               | ${1583020800} | ${1583020800}
  ${'2021-02-29T00:00:00Z'}     | ${undefined}  | ${undefined}
  ${'soon'}                     | ${undefined}  | ${undefined}
`('$text begins at $begin and ends at $end', ({ text, begin, end }) => {
  expect(parseMoment(text)).toBe(begin);
  expect(parseEnd(text)).toBe(end);
});

it.each`
  unit              | seconds
  ${'minute'}       | ${60}
  ${'Minutes'}      | ${60}
  ${'min'}          | ${60}
  ${'Second'}       | ${1}
  ${'Secs'}         | ${1}
  ${'Hours'}        | ${undefined}
  ${'Number-Month'} | ${undefined}
  ${''}             | ${undefined}
`('a price for one $unit is for $seconds seconds', ({ unit, seconds }) => {
  expect(secondsPerUnit(unit)).toBe(seconds);
});
