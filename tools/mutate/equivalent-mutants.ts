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
export const equivalentMutants: readonly EquivalentMutant[] = [
  ...['spans[middle]?.from', 'distinct[i - 1]?.endSeconds', 'distinct.at(-1)?.endSeconds'].map(
    (original) => ({
      file: `libs/pricing/src/book/${original.startsWith('spans') ? 'find-price' : 'resolve-tiers'}.ts`,
      original,
      because:
        'there always is such an element: the compiler does not know that, so it asks for the question mark',
    }),
  ),
  {
    file: 'libs/pricing/src/book/resolve-tiers.ts',
    original: "found.filter((tier) => typeof tier === 'object')",
    because: 'only tiers are left where no fault was found: the filter tells that to the compiler',
  },
  {
    file: 'libs/pricing/src/book/resolve-tiers.ts',
    original: "typeof tier === 'object'",
    replacement: 'true',
    because: 'only tiers are left where no fault was found: the filter tells that to the compiler',
  },
  {
    file: 'libs/pricing/src/money.ts',
    original: "'half-even'",
    because: 'every rounding but half-up rounds half to even, and the compiler allows no other text',
  },
  {
    file: 'libs/pricing/src/decimal.ts',
    original: "''",
    because: 'the first group of the pattern matches whenever the pattern does',
  },
  {
    file: 'libs/pricing/src/decimal.ts',
    original: '[]',
    because: 'a text that does not match is refused in the next line',
  },
  {
    file: 'libs/pricing/src/decimal.ts',
    original: 'value < 0n',
    replacement: 'value <= 0n',
    because: 'the digits of 0 and of -0 are the same',
  },
];
