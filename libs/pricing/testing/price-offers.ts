import { epochSeconds } from '@dialplane/basics';
import { endOfTime } from '../src/book/moment';
import type { PriceRow, VersionedOffer } from '../src/book/price-offer';

/** A moment, for tests. */
export const at = (moment: string) => epochSeconds(new Date(moment));

/** A line of an offer, and the offer, for tests. */
export const line = 'USE1-US-US-outbound-minutes';
/** The service of the line. */
export const service = 'AmazonChimeVoiceConnector';

/** A row of an offer, for tests: one tier at the only public price, unless changed. */
export const rowOf = (more: Partial<PriceRow> = {}): PriceRow => ({
  serviceCode: service,
  usageType: line,
  sku: 'SKU',
  rateCode: 'SKU.TERM.DIMENSION',
  effectiveFrom: at('2019-01-01T00:00:00Z'),
  beginRange: '0',
  endRange: 'Inf',
  unit: 'minute',
  prices: { USD: '0.0048000000' },
  ...more,
});

/** A version of an offer, for tests. */
export const offerOf = (
  version: string,
  begin: string,
  end: string | undefined,
  rows: readonly PriceRow[],
): VersionedOffer => ({
  offer: { offerCode: service, version, rows, skipped: {}, issues: [] },
  begin: at(begin),
  end: end === undefined ? endOfTime : at(end),
});
