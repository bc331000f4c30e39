import type { EpochSeconds } from '@dialplane/basics';
import { createHash } from 'node:crypto';

/** A file of the price list, and how far it can be trusted to be the newest. */
export type PriceFile = {
  readonly text: string;
  /** Of the text in UTF-8, in hexadecimal. */
  readonly sha256: string;
  /** When it was read from where it is published; of a file in a directory, when it was written. */
  readonly readAt: EpochSeconds;
  /** Why there may be a newer one: the error when it was requested. */
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

/** What a file is known by: the SHA-256 of its text. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a text is a path that can be one of the price list's. */
export const isPricePath = (path: string): boolean => /^(?:\/[\w-][\w.-]*)+$/.test(path);

/**
 * The path, if it is one of the price list's. Paths come out of downloaded files, so one must not lead elsewhere.
 *
 * @throws RangeError if it is not
 */
export const pricePath = (path: string): string => {
  if (isPricePath(path)) return path;
  throw new RangeError(
    `Cannot read the price file ${JSON.stringify(path)}: expected a path such as /offers/v1.0/aws/index.json`,
  );
};
