import type { CallRecord } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { isTiered, type Price, type PriceBook, rate, type Rated } from '@dialplane/pricing';
import type { KernelLine, KernelSpan } from '@dialplane/rating-kernel';
import { type Column, csvRows } from '../output/csv';
import { linesOf, ratedColumns } from '../output/columns';

/**
 * The lines of a book that the kernel can rate: those without tiers. The cells of a price are made here, by the columns of
 * rated.csv, so that the kernel only copies them.
 */
export const kernelLines = (book: PriceBook): readonly KernelLine[] =>
  [...book.services].flatMap(([serviceCode, service]) =>
    [...service]
      .filter(([usageType]) => !isTiered(book, serviceCode, usageType))
      .map(([usageType, spans]) => ({
        serviceCode,
        usageType,
        spans: spans.flatMap(({ holds }) => (typeof holds === 'string' ? [] : [spanOf(holds)])),
      })),
  );

const spanOf = (price: Price): KernelSpan => {
  const [{ tier }] = rate(price, 0).lines as readonly [Rated['lines'][number]];
  const [row] = linesOf(callOf(price)) as readonly [ReturnType<typeof linesOf>[number]];
  const cells = (from: string, to: string): string => {
    const columns = ratedColumns('');
    const place = (heading: string) => columns.findIndex(([name]) => name === heading);
    return csvRows(columns.slice(place(from), place(to) + 1) as readonly Column<typeof row>[], [row]).slice(
      0,
      -2,
    );
  };
  return {
    from: price.from,
    to: Math.min(price.to, lastMoment),
    perSecond: tier.price * BigInt(60 / tier.secondsPerUnit),
    head: `${cells('service_code', 'line')},`,
    tail: `,${cells('used_before_seconds', 'price_to')},`,
  };
};

/** No call starts later. The kernel's integers have 64 bits, and a price without an end goes to infinity. */
const lastMoment = 2 ** 50;

/** A call at a price, to fill the columns that have the same value for every call. */
const callOf = (price: Price): Rated => ({
  kind: 'rated',
  source: '',
  position: 0,
  record: { kind: 'voice-connector', at: 0 as EpochSeconds, fields: {} } as unknown as CallRecord,
  late: false,
  price,
  usedBefore: 0n,
  ...rate(price, 0),
});
