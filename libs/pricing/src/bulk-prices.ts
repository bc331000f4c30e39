import { type Clock, systemClock } from '@dialplane/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { pricePath, type PriceSource, sha256Of } from './price-source';

/** How to ask, and for how long. */
export type BulkOptions = {
  /** How to ask. @default Node's own */
  readonly fetch?: typeof fetch;
  /** @default AWS's bulk endpoint, which asks for no credentials */
  readonly origin?: string;
  readonly now?: Clock;
  /** How often a file is asked for before it counts as failed. @default 3 */
  readonly tries?: number;
  /** How long one try may take, in milliseconds. @default 60,000 */
  readonly patience?: number;
  /** Waits between tries, in milliseconds. @default the machine's timer */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** What a file may measure at most, in bytes. @default 256 MiB */
  readonly largest?: number;
};

/**
 * The bulk files as AWS publishes them:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-ppslong.html
 *
 * A file that is not there is asked for once; a try that fails is repeated, each time after a longer pause.
 */
export const bulkPrices = ({
  fetch: ask = fetch,
  origin = 'https://pricing.us-east-1.amazonaws.com',
  now = systemClock,
  tries = 3,
  patience = 60_000,
  wait = sleep,
  largest = 256 * 2 ** 20,
}: BulkOptions = {}): PriceSource => {
  const once = async (path: string): Promise<string | undefined> => {
    const response = await ask(`${origin}${path}`, { signal: AbortSignal.timeout(patience) });
    if (response.status === 404) return undefined;
    if (!response.ok)
      throw new Error(`Cannot read the price file ${path}: expected status 200, not ${response.status}`);
    const announced = Number(response.headers.get('content-length') ?? 0);
    const text = announced > largest ? undefined : await response.text();
    if (text === undefined || text.length > largest) {
      throw new RangeError(`Cannot read the price file ${path}: expected at most ${largest} bytes`);
    }
    return text;
  };

  const again = async (path: string, left: number): Promise<string | undefined> => {
    try {
      return await once(path);
    } catch (error) {
      if (left === 0 || error instanceof RangeError) throw error; // asking again makes no file smaller
      await wait(1_000 * 2 ** (tries - 1 - left));
      return again(path, left - 1);
    }
  };

  return {
    read: async (path) => {
      const text = await again(pricePath(path), tries - 1);
      return text === undefined ? undefined : { text, sha256: sha256Of(text), readAt: now() };
    },
  };
};
