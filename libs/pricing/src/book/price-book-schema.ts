import * as v from 'valibot';
import { parsePrice } from '../money';
import type { PriceFault } from './price';
import { priceBookFormat, type PriceBookFile, type SpanInFile, type TierInFile } from './price-book-format';

const text = () => v.pipe(v.string(), v.nonEmpty());

const seconds = () =>
  v.pipe(
    v.number(),
    v.check(
      (value: number) => Number.isSafeInteger(value),
      ({ input }) => `must be whole seconds, not ${input}`,
    ),
  );

const time = { from: seconds(), to: v.exactOptional(seconds()) };

const faults = ['currency', 'unit', 'price', 'tiers', 'overlap'] as const satisfies readonly PriceFault[];

const tier = v.strictObject({
  beginSeconds: seconds(),
  endSeconds: v.exactOptional(seconds()),
  price: v.pipe(
    v.string(),
    v.check(
      (value: string) => parsePrice(value) !== undefined,
      ({ input }) => `must be a decimal with up to ten places, not "${input}"`,
    ),
  ),
  unit: text(),
  secondsPerUnit: v.picklist([1, 60]),
  version: text(),
  sku: text(),
  rateCode: text(),
});

const followEachOther = (tiers: TierInFile[]): boolean =>
  tiers.at(-1)?.endSeconds === undefined &&
  tiers.every(({ beginSeconds, endSeconds = Infinity }, i) => {
    const endBefore = i === 0 ? 0 : tiers[i - 1]?.endSeconds;
    return beginSeconds === endBefore && beginSeconds < endSeconds;
  });

const tiers: v.GenericSchema<unknown, Exclude<SpanInFile['holds'], string>> = v.strictObject({
  tiers: v.pipe(
    v.array(tier),
    v.nonEmpty(),
    v.check(followEachOther, 'must follow each other from 0 without a gap, and the last must have no end'),
  ),
});

const inOrderOfTime = (spans: SpanInFile[]): boolean =>
  spans.every(
    ({ from, to = Infinity }, i) => from < to && (i === 0 || (spans[i - 1]?.to ?? Infinity) <= from),
  );

const line = v.pipe(
  v.array(
    v.strictObject({
      ...time,
      // Not a union: its errors would not say which member is wrong.
      holds: v.lazy((input) => (typeof input === 'string' ? v.picklist(faults) : tiers)),
    }),
  ),
  v.check(inOrderOfTime, 'must be in order of time; each must end after it starts, and none may overlap'),
);

/** The schema of a book as JSON, by itself or in another file. */
export const priceBookSchema: v.GenericSchema<unknown, PriceBookFile> = v.strictObject({
  format: v.literal(priceBookFormat),
  currency: text(),
  issues: v.array(
    v.strictObject({
      kind: v.picklist([...faults, 'gap']),
      serviceCode: v.string(),
      usageType: v.string(),
      ...time,
      message: v.string(),
    }),
  ),
  skipped: v.record(v.string(), v.number()),
  services: v.record(v.string(), v.record(v.string(), line)),
});
