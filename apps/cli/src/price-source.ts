import { directoryObjects } from '@dialplane/object-store';
import { bulkPrices, cachedPrices, directoryPrices, type PriceSource } from '@dialplane/pricing';

/**
 * The source of price lists: a directory; `aws`, for AWS's public files; or the address of a mirror. Downloads are cached in
 * a folder, by version and hash. Without a connection, the cached files are used, and the report says how old they are.
 *
 * @param folder the folder for downloads
 * @param signal ends downloads when it is aborted
 */
export const priceSourceOf = (prices: string, folder: string, signal: AbortSignal): PriceSource => {
  const isAddress = /^https?:\/\//.test(prices);
  if (prices !== 'aws' && !isAddress) return directoryPrices(prices);
  const bulk = bulkPrices({ signal, ...(isAddress && { origin: prices.replace(/\/$/, '') }) });
  return cachedPrices(bulk, directoryObjects(folder));
};
