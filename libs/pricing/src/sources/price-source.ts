import type { EpochSeconds } from '@dialplane/basics';
import { createHash } from 'node:crypto';

/** A file of the price list, and whether it may be outdated. */
export type PriceFile = {
  readonly text: string;
  /** The hash of the text in UTF-8, in hexadecimal. */
  readonly sha256: string;
  /** When it was downloaded; for a file in a directory, when it was written. */
  readonly readAt: EpochSeconds;
  /** Why there may be a newer one: the error of the last request. */
  readonly staleBecause?: unknown;
};

/**
 * Where price lists come from. Every source passes `priceSourceContract`.
 *
 * Paths are those of AWS's bulk files, such as `/offers/v1.0/aws/AmazonChimeVoiceConnector/index.json`:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-ppslong.html
 */
export type PriceSource = {
  /** The file; undefined if there is none. Throws if the source fails, and for a path outside the price list. */
  readonly read: (path: string) => Promise<PriceFile | undefined>;
};

/** The SHA-256 of a text, which identifies a file. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a text is a valid path of the price list. */
export const isPricePath = (path: string): boolean => /^(?:\/[\w-][\w.-]*)+$/.test(path);

/**
 * The path, if it is a valid path of the price list. Paths come from downloaded files, so they must not lead elsewhere.
 *
 * @throws RangeError if it is not
 */
export const pricePath = (path: string): string => {
  if (isPricePath(path)) return path;
  throw new RangeError(
    `Cannot read the price file ${JSON.stringify(path)}: expected a path such as /offers/v1.0/aws/index.json`,
  );
};
