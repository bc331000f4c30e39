import type { PricingClient } from '@aws-sdk/client-pricing';
import type { BillingWindow } from '@dialplane/cdr';
import { type Clock, secondsAfter } from '@dialplane/basics';
import type { ObjectStore } from '@dialplane/object-store';
import {
  bulkPrices,
  cachedPrices,
  priceListApi,
  type PriceSource,
  type PriceStore,
} from '@dialplane/pricing';
import type { PriceSourceName } from './settings';

/** Which prices, from where, and where they are kept. */
export type PricesOptions = {
  readonly source: PriceSourceName;
  /** Where the bulk files are. @default AWS's own */
  readonly origin?: string;
  readonly client: () => PricingClient;
  readonly currency: string;
  readonly lookBackDays: number;
  readonly store: Pick<ObjectStore, 'read' | 'write'>;
  readonly now: Clock;
};

const day = 86_400;

/** How long one attempt may take, in milliseconds: after three, the Lambda must still have time to use the cached prices. */
const patience = 20_000;

/**
 * The prices for a window, cached below `prices/`. An index from the API is valid for one time only, so those of past windows are
 * cached separately: they must not replace today's when the API does not answer.
 */
export const pricesFor =
  ({ source, origin, client, currency, lookBackDays, store, now }: PricesOptions) =>
  (window: BillingWindow): PriceSource => {
    const bulk = { now, patience, ...(origin !== undefined && { origin }) };
    if (source === 'bulk') return cachedPrices(bulkPrices(bulk), below(store, 'prices/bulk/'));
    const isPast = window.end < now() - 40 * day;
    const api = priceListApi({
      client: client(),
      from: secondsAfter(window.start, -lookBackDays * day),
      to: window.end,
      currency,
      now,
      patience,
    });
    return cachedPrices(api, below(store, isPast ? 'prices/api-of-the-past/' : 'prices/api/'));
  };

const below = (store: PriceStore, prefix: string): PriceStore => ({
  read: (key) => store.read(prefix + key),
  write: (key, body) => store.write(prefix + key, body),
});
