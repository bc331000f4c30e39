import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import { members, parseJson, memberText } from './json-members';
import type { PriceOffer } from './price-offer';
import { readPriceRow } from './price-row';

/**
 * Reads an offer in JSON:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 *
 * That page calls the limits of a tier `startingRange` and `endingRange`; real files have `beginRange` and `endRange`. Both are
 * read. A row that cannot be read becomes an issue, not a failure; a file that is not an offer fails.
 */
export const readJsonOffer = (text: string): Result<PriceOffer, readonly Issue[]> => {
  const file = members(parseJson(text));
  const offerCode = memberText(file, 'offerCode');
  const version = memberText(file, 'version');
  if (offerCode === '' || version === '' || !('terms' in file)) {
    return fail([{ path: '', message: 'must be a price list in JSON, with offerCode, version and terms' }]);
  }
  const products = members(file['products']);
  const { OnDemand, ...others } = members(file['terms']);
  const read = priceDimensions(OnDemand).map(({ sku, term, dimension, path }) => {
    const attributes = members(members(products[sku])['attributes']);
    const raw = {
      serviceCode: memberText(attributes, 'servicecode', 'serviceCode') || offerCode,
      usageType: memberText(attributes, 'usagetype', 'usageType'),
      sku,
      rateCode: memberText(dimension, 'rateCode'),
      effectiveDate: memberText(term, 'effectiveDate'),
      beginRange: memberText(dimension, 'beginRange', 'startingRange'),
      endRange: memberText(dimension, 'endRange', 'endingRange'),
      unit: memberText(dimension, 'unit'),
      // A price that is a JSON number may have lost digits, so it becomes text that is not a price.
      prices: Object.fromEntries(
        Object.entries(members(members(dimension)['pricePerUnit'])).map(([currency, price]) => [
          currency,
          typeof price === 'string' ? price : `number ${String(price)}`,
        ]),
      ),
    };
    return readPriceRow(raw, path);
  });
  return ok({
    offerCode,
    version,
    rows: read.flatMap((row) => (row.ok ? [row.value] : [])),
    skipped: Object.fromEntries(
      Object.entries(others).map(([type, term]) => [type, Object.keys(members(term)).length]),
    ),
    issues: read.flatMap((row) => (row.ok ? [] : row.error)),
  });
};

/** Every price of every term, with its path in the file. */
const priceDimensions = (onDemand: unknown) =>
  Object.entries(members(onDemand)).flatMap(([sku, terms]) =>
    Object.values(members(terms)).flatMap((term) =>
      Object.entries(members(members(term)['priceDimensions'])).map(([name, dimension]) => ({
        sku,
        term,
        dimension,
        path: `terms.OnDemand.${name}`,
      })),
    ),
  );
