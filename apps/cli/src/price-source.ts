import { directoryObjects } from '@dialplane/object-store';
import { bulkPrices, cachedPrices, directoryPrices, type PriceSource } from '@dialplane/pricing';

/**
 * The source of price lists: a directory; `aws`, for AWS's public files; or the address of a mirror. Downloads are cached in
 * a folder, by version and hash. Without a connection, the cached files are used, and the report says how old they are.
 *
 * @param folder the folder for downloads
 */
export const priceSourceOf = (prices: string, folder: string): PriceSource => {
  const isAddress = /^https?:\/\//.test(prices);
  if (prices !== 'aws' && !isAddress) return directoryPrices(prices);
  const bulk = isAddress ? bulkPrices({ origin: prices.replace(/\/$/, '') }) : bulkPrices();
  return cachedPrices(bulk, directoryObjects(folder));
};
