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
  {
    file: 'libs/pricing/src/book/find-price.ts',
    original: 'spans[middle]?.from',
    because: 'there always is such a span: the compiler asks for the question mark',
  },
  ...['distinct[i - 1]?.endSeconds', 'distinct.at(-1)?.endSeconds'].map((original) => ({
    file: 'libs/pricing/src/book/resolve-tiers.ts',
    original,
    because: 'there always is such a tier: the compiler asks for the question mark',
  })),
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
  {
    file: 'libs/forwarding-control/src/put-forward.ts',
    original: "wanted.kind === 'forwarded'",
    replacement: 'true',
    because:
      'a forward that is removed has a version, so it never equals the requested one: the compiler asks for the condition',
  },
  {
    file: 'libs/forwarding-control/src/next-action.ts',
    original: "'there'",
    because: 'the function then ends without a value, which is the same: the compiler asks for the case',
  },
  ...[
    'times',
    'regex',
    'minDigits',
    'maxDigits',
    'endOn',
    'attempts',
    'ringSeconds',
    'maxSeconds',
    'silenceSeconds',
  ].map((option) => ({
    file: 'libs/telephony-actions/src/to-sma-actions.ts',
    original: `${option} !== undefined`,
    replacement: 'true',
    because: 'the builder leaves out an option that is undefined: the compiler asks for the condition',
  })),
  {
    file: 'libs/telephony-actions/src/to-sma-actions.ts',
    original: 'leg === undefined',
    replacement: 'false',
    because: 'the builder leaves out a leg that is undefined: the compiler asks for the condition',
  },
  {
    file: 'libs/telephony-actions/src/to-sma-actions.ts',
    original: 'default:\n      return unreachable(step);',
    because: 'no step reaches it: the compiler checks that',
  },
  {
    file: 'libs/telephony-actions/src/decode/error.ts',
    original: "''",
    because:
      'a text that is split has a first part, so the default is never used; the other empty texts are asserted',
  },
  {
    file: 'libs/telephony-actions/src/rules/gathering.ts',
    original: '{\n    return false;\n  }',
    because: 'a rule without a result does not hold either',
  },
  {
    file: 'libs/telephony-actions/src/rules/holds.ts',
    original: "typeof value === 'string'",
    replacement: 'true',
    because: 'a list of words contains no value of another type: the compiler asks for the condition',
  },
  {
    file: 'libs/telephony-actions/src/check-response.ts',
    original: "'service'",
    because: 'every reader but the sender is lenient, and the compiler allows no other text',
  },
];
