import { fail, type Issue, ok, type Result } from '@dialplane/basics';
import { parseMoment } from './moment';
import type { PriceRow } from './price-offer';

/** A price as in its file. Missing members are empty. */
export type RawRow = Omit<PriceRow, 'effectiveFrom'> & { readonly effectiveDate: string };

/** Checks the required members of a price. A row without limits has one tier. */
export const readPriceRow = (
  { effectiveDate, beginRange, endRange, ...raw }: RawRow,
  path: string,
): Result<PriceRow, readonly Issue[]> => {
  const effectiveFrom = parseMoment(effectiveDate);
  const issues = [
    ...(['serviceCode', 'usageType', 'sku', 'rateCode'] as const)
      .filter((name) => raw[name] === '')
      .map((name) => ({ path: `${path}.${name}`, message: 'is missing' })),
    ...(effectiveFrom === undefined
      ? [
          {
            path: `${path}.effectiveDate`,
            message: `must be a moment such as 2020-02-01T00:00:00Z, not "${effectiveDate}"`,
          },
        ]
      : []),
  ];
  if (issues.length > 0 || effectiveFrom === undefined) return fail(issues);
  return ok({ ...raw, beginRange: beginRange || '0', endRange: endRange || 'Inf', effectiveFrom });
};
