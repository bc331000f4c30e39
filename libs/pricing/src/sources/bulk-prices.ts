import { type Clock, systemClock } from '@dialplane/basics';
import { type DownloadOptions, downloadsBy } from './download';
import { pricePath, type PriceSource, sha256Of } from './price-source';

/** Where to request files, how, and for how long. */
export type BulkOptions = DownloadOptions & {
  /** @default AWS's bulk endpoint, which needs no credentials */
  readonly origin?: string;
  readonly now?: Clock;
};

/**
 * The bulk files as AWS publishes them:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-ppslong.html
 */
export const bulkPrices = ({
  origin = 'https://pricing.us-east-1.amazonaws.com',
  now = systemClock,
  ...options
}: BulkOptions = {}): PriceSource => {
  const download = downloadsBy(options);
  return {
    read: async (path) => {
      const text = await download(`${origin}${pricePath(path)}`, path);
      return text === undefined ? undefined : { text, sha256: sha256Of(text), readAt: now() };
    },
  };
};
