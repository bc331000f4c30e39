import type { CallRecord } from '@dialplane/cdr';
import type { EpochSeconds } from '@dialplane/basics';
import { isTiered, type Price, type PriceBook, type Rated, type Tier } from '@dialplane/pricing';
import type { KernelLine, KernelTier } from '@dialplane/rating-kernel';
import { type Column, csvCells } from '../output/csv';
import { linesOf, ratedColumns } from '../output/columns';

/**
 * The lines of a book for the kernel. The cells of a price are made here, by the columns of rated.csv, so that the kernel only
 * copies them.
 */
export const kernelLines = (book: PriceBook): readonly KernelLine[] =>
  [...book.services].flatMap(([serviceCode, service]) =>
    [...service].map(([usageType, spans]) => ({
      serviceCode,
      usageType,
      hasTiers: isTiered(book, serviceCode, usageType),
      spans: spans.map(({ from, to, holds }) => ({
        from,
        to: Math.min(to, lastMoment),
        ...(typeof holds === 'string'
          ? { tiers: [], reason: holds }
          : { tiers: holds.tiers.map((tier) => tierOf(holds, tier)) }),
      })),
    })),
  );

const tierOf = (price: Price, tier: Tier): KernelTier => {
  const [row] = linesOf(callIn(price, tier)) as readonly [ReturnType<typeof linesOf>[number]];
  const columns = ratedColumns('');
  const place = (heading: string) => columns.findIndex(([name]) => name === heading);
  const cells = (from: string, to: string): string =>
    csvCells(columns.slice(place(from), place(to) + 1) as readonly Column<typeof row>[], row);
  return {
    begin: tier.beginSeconds,
    end: tier.endSeconds,
    perSecond: tier.price * BigInt(60 / tier.secondsPerUnit),
    head: `${cells('service_code', 'line')},`,
    tail: `,${cells('tier_begin_seconds', 'price_to')},`,
  };
};

/** No call starts later. The kernel's integers have 64 bits, and a price without an end goes to infinity. */
const lastMoment = 2 ** 50;

/** A call in one tier of a price, to fill the columns that have the same value for every such call. */
const callIn = (price: Price, tier: Tier): Rated => {
  const cost = 0n as Rated['cost'];
  return {
    kind: 'rated',
    source: '',
    position: 0,
    record: { kind: 'voice-connector', at: 0 as EpochSeconds, fields: {} } as unknown as CallRecord,
    late: false,
    price,
    usedBefore: 0n,
    lines: [{ tier, seconds: 0, cost }],
    cost,
  };
};
