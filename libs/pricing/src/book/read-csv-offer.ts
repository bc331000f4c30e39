import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import { parse } from 'csv-parse/sync';
import type { PriceOffer } from './price-offer';
import { readPriceRow } from './price-row';

/** The columns that rating needs, in lower case and without spaces. */
const columns = {
  sku: 'sku',
  rateCode: 'ratecode',
  termType: 'termtype',
  effectiveDate: 'effectivedate',
  unit: 'unit',
  price: 'priceperunit',
  currency: 'currency',
  usageType: 'usagetype',
} as const;

/** A misplaced quote is kept as text, so that one bad row does not hide the others: that row has the wrong number of cells. */
const csvOptions = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
} as const;

/**
 * Reads an offer in CSV: rows about the file, then a header that starts with `SKU`, then one price per row.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 *
 * Columns are found by name, because their order differs between services and versions. The result has the same prices as that
 * of the JSON file.
 */
export const readCsvOffer = (text: string): Result<PriceOffer, readonly Issue[]> => {
  const all = rowsOf(text);
  if (!all) return fail([{ path: '', message: 'must be CSV in which every quote is closed' }]);
  const headerAt = all.findIndex(([first = '']) => plain(first) === 'sku');
  const header = (all[headerAt] ?? []).map(plain);
  const about = new Map(
    all.slice(0, Math.max(0, headerAt)).map(([name = '', value = '']) => [plain(name), value]),
  );
  const offerCode = about.get('offercode') ?? '';
  const version = about.get('version') ?? '';
  if (offerCode === '' || version === '' || headerAt === -1) {
    return fail([{ path: '', message: 'must be a price list in CSV, with OfferCode, Version and a header' }]);
  }
  const missing = Object.values(columns).filter((name) => !header.includes(name));
  if (missing.length > 0) {
    return fail(missing.map((name) => ({ path: `header.${name}`, message: 'is missing' })));
  }

  const rows = all.slice(headerAt + 1).map((cells, i) => {
    const cell = (name: string) => cells[header.indexOf(name)] ?? '';
    return { cell, cells, path: `rows.${i}` };
  });
  // A misplaced quote shifts the cells of its row, so none of them can be trusted.
  const whole = rows.filter(({ cells }) => cells.length === header.length);
  const read = whole
    .filter(({ cell }) => cell(columns.termType) === 'OnDemand')
    .map(({ cell, path }) => {
      const raw = {
        serviceCode: cell('servicecode') || offerCode,
        usageType: cell(columns.usageType),
        sku: cell(columns.sku),
        rateCode: cell(columns.rateCode),
        effectiveDate: cell(columns.effectiveDate),
        beginRange: cell('startingrange') || cell('beginrange'),
        endRange: cell('endingrange') || cell('endrange'),
        unit: cell(columns.unit),
        prices: { [cell(columns.currency)]: cell(columns.price) },
      };
      return readPriceRow(raw, path);
    });
  const others = whole.map(({ cell }) => cell(columns.termType)).filter((type) => type !== 'OnDemand');
  return ok({
    offerCode,
    version,
    rows: read.flatMap((row) => (row.ok ? [row.value] : [])),
    skipped: countOf(others),
    issues: [
      ...rows
        .filter(({ cells }) => cells.length !== header.length)
        .map(({ cells, path }) => ({
          path,
          message: `must have ${header.length} cells, not ${cells.length}`,
        })),
      ...read.flatMap((row) => (row.ok ? [] : row.error)),
    ],
  });
};

const rowsOf = (text: string): readonly (readonly string[])[] | undefined => {
  try {
    return parse(text, csvOptions);
  } catch {
    return undefined;
  }
};

const plain = (name: string): string => name.replace(/[^a-z]/gi, '').toLowerCase();

const countOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  names.reduce<Record<string, number>>(
    (counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }),
    {},
  );
