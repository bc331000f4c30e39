import { setTimeout as sleep } from 'node:timers/promises';

/** How to request a file, and for how long. */
export type DownloadOptions = {
  /** Sends requests. @default Node's fetch */
  readonly fetch?: typeof fetch;
  /** The number of attempts. @default 3 */
  readonly tries?: number;
  /** The time limit of one attempt, in milliseconds. @default 60,000 */
  readonly patience?: number;
  /** Waits between attempts, in milliseconds. @default the machine's timer */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** Ends all attempts when it is aborted. */
  readonly signal?: AbortSignal;
  /** The largest file, in bytes. @default 256 MiB */
  readonly largest?: number;
};

/** The source of price lists could not be reached. */
export class PricesUnreachable extends Error {
  override readonly name = 'PricesUnreachable';
}

const unreachable = (url: string, cause: unknown): PricesUnreachable =>
  new PricesUnreachable(
    `Cannot reach ${new URL(url).origin} for price lists: ${reasonOf(cause)}. Check the network${proxyHint()}`,
    { cause },
  );

const reasonOf = (error: unknown): string => {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return 'it did not answer in time';
  const { code, message: because } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? because ?? message;
};

/** Node's fetch uses a proxy only if it is configured to: https://nodejs.org/api/cli.html#node_use_env_proxy1 */
const proxyHint = (environment: Readonly<Record<string, string | undefined>> = process.env): string => {
  const name = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((one) => environment[one]);
  return name === undefined || environment['NODE_USE_ENV_PROXY'] === '1'
    ? ''
    : `. ${name} is set, but not used: set NODE_USE_ENV_PROXY=1 (Node 22.21, 24 or newer), or download the price lists and give their folder`;
};

/**
 * Downloads a price file; undefined if the status is 404. A failed attempt is retried after a pause, which doubles each time.
 *
 * @param name what to call the file in errors
 */
export const downloadsBy = ({
  fetch: ask = fetch,
  tries = 3,
  patience = 60_000,
  wait = sleep,
  largest = 256 * 2 ** 20,
  signal,
}: DownloadOptions): ((url: string, name: string) => Promise<string | undefined>) => {
  const once = async (url: string, name: string): Promise<string | undefined> => {
    signal?.throwIfAborted();
    const limits = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
    const explain = (error: unknown): never => {
      throw signal?.aborted ? signal.reason : unreachable(url, error);
    };
    const response = await ask(url, { signal: AbortSignal.any(limits) }).catch(explain);
    if (response.status === 404) return undefined;
    if (!response.ok)
      throw new PricesUnreachable(
        `Cannot read ${url}: expected status 200, not ${response.status}. Try again later, or download the price lists and give their folder`,
      );
    const announced = Number(response.headers.get('content-length') ?? 0);
    const text = announced > largest ? undefined : await response.text().catch(explain);
    if (text === undefined || text.length > largest) {
      throw new RangeError(`Cannot read the price file ${name}: expected at most ${largest} bytes`);
    }
    return text;
  };

  const again = async (url: string, name: string, left: number): Promise<string | undefined> => {
    try {
      return await once(url, name);
    } catch (error) {
      // A retry would not make the file smaller.
      if (left === 0 || signal?.aborted || error instanceof RangeError) throw error;
      await wait(1_000 * 2 ** (tries - 1 - left));
      return again(url, name, left - 1);
    }
  };

  return (url, name) => again(url, name, tries - 1);
};
