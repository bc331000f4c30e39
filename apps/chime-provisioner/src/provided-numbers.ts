import type { ProvidedNumber } from './provided-number';

/**
 * The records of provided numbers. A number has at most one name: if two invocations choose the same number at the same time,
 * only one may order it. Every store passes `providedNumbersContract`.
 */
export type ProvidedNumbers = {
  readonly find: (name: string) => Promise<ProvidedNumber | undefined>;
  /** Every record. There are as many as Terraform has numbers. */
  readonly all: () => Promise<readonly ProvidedNumber[]>;
  /**
   * Writes `next`, whose version is one above that of `seen`; 1 means that none is stored. The name then owns the number, and
   * its previous number is free.
   *
   * `conflict`: another invocation wrote first. `number-taken`: another name owns the number. Nothing is written in either case.
   */
  readonly put: (
    next: ProvidedNumber,
    seen: ProvidedNumber | undefined,
  ) => Promise<'stored' | 'conflict' | 'number-taken'>;
  /** Deletes the record; its number is then free. */
  readonly remove: (seen: ProvidedNumber) => Promise<'removed' | 'conflict'>;
};
