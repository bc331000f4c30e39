/** A mutant that no test can kill, because it behaves as the original does. */
export type EquivalentMutant = {
  /** The file, from the workspace's root. */
  readonly file: string;
  /** The mutated code as it is in the file; it must occur there. */
  readonly original: string;
  /** What Stryker puts in its place. @default any replacement */
  readonly replacement?: string;
  /** Why it makes no difference. */
  readonly because: string;
};

/** Mutants that are left out of the score. */
export const equivalentMutants: readonly EquivalentMutant[] = [];
