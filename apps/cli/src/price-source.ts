import { directoryObjects } from '@dialplane/object-store';
import { bulkPrices, cachedPrices, directoryPrices, type PriceSource } from '@dialplane/pricing';

/**
 * Where price lists come from: a directory; `aws`, which asks AWS's public files; or the address of a mirror of those. What is
 * downloaded is kept in a folder, by version and hash: without a connection, it is used, and the report says how old it is.
 *
 * @param folder where what is downloaded is kept
 */
export const priceSourceOf = (prices: string, folder: string): PriceSource => {
  const isAddress = /^https?:\/\//.test(prices);
  if (prices !== 'aws' && !isAddress) return directoryPrices(prices);
  const bulk = isAddress ? bulkPrices({ origin: prices.replace(/\/$/, '') }) : bulkPrices();
  return cachedPrices(bulk, directoryObjects(folder));
};
