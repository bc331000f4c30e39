import type { ProvidedNumber } from './provided-number';

/**
 * Where it is written down which numbers we provide. A number is under one name at most: two that look for a new one at
 * the same time find the same, and only one may order it. Every store passes `providedNumbersContract`.
 */
export type ProvidedNumbers = {
  readonly find: (name: string) => Promise<ProvidedNumber | undefined>;
  /**
   * Writes `next`, whose version follows the one that the writer has seen, 1 following none. Its number is its own from
   * then on, and the one it had before is free.
   *
   * `conflict`: somebody else was faster. `number-taken`: another name has the number. Nothing was written then.
   */
  readonly put: (
    next: ProvidedNumber,
    seen: ProvidedNumber | undefined,
  ) => Promise<'stored' | 'conflict' | 'number-taken'>;
  /** Forgets it, and its number is free. */
  readonly remove: (seen: ProvidedNumber) => Promise<'removed' | 'conflict'>;
};
