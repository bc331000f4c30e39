import { setTimeout as sleep } from 'node:timers/promises';

/** How long a step may be repeated, and by which timer. */
export type DynamoPatience = {
  /** For how long, in milliseconds from the first attempt, another attempt may begin. */
  readonly milliseconds: number;
  /** @default the machine's timer */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** Epoch milliseconds. @default the machine's clock */
  readonly now?: () => number;
  /** From 0 to below 1. @default Math.random */
  readonly random?: () => number;
};

/** The pause before the second attempt is up to this many milliseconds; it doubles from there. */
const firstPause = 25;
const longestPause = 400;

/** Failures that pass, by the names that DynamoDB, KMS and the SDK give them. */
const passing = new Set([
  'TransactionConflictException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ReplicatedWriteConflictException',
  'InternalServerError',
  'ServiceUnavailable',
  'KMSInternalException',
  'DependencyTimeoutException',
  'TimeoutError',
  'NetworkingError',
  'ECONNRESET',
  'EPIPE',
]);

/**
 * Repeats a step that failed for a passing reason, after random pauses that grow, until its time is over. The step must
 * be safe to repeat: its write may have gone through although its answer was lost.
 *
 * @throws the last failure, or at once one that does not pass
 */
export const patiently = async <T>(step: () => Promise<T>, patience: DynamoPatience): Promise<T> => {
  const { milliseconds, wait = sleep, now = Date.now, random = Math.random } = patience;
  const end = now() + milliseconds;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await step();
    } catch (error) {
      if (!isPassing(error) || now() >= end) throw error;
    }
    await wait(random() * pause);
  }
};

const isPassing = (error: unknown): boolean => {
  const { name, code, $fault } = error as {
    readonly name?: string;
    readonly code?: string;
    readonly $fault?: string;
  };
  return $fault === 'server' || passing.has(name ?? '') || passing.has(code ?? '');
};
