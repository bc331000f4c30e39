import type { TestReport } from '../test-report/reports';
import type { ValidationResult } from './validate-stack';

/** A stack and what became of it. */
export type CheckedStack = { readonly stack: string; readonly verdict: ValidationResult };

/** Adds up what was found. `version` is Terraform's, if there was one. */
export const terraformReport = (all: readonly CheckedStack[], version: string | undefined): TestReport => {
  const providers = all.flatMap(({ verdict }) => (verdict.kind === 'valid' ? verdict.provider : []));
  const ran = all.some(({ verdict }) => verdict.kind !== 'skipped');
  return {
    project: 'terraform',
    passed: count(all, 'valid'),
    failed: count(all, 'invalid'),
    skipped: all.flatMap(({ stack, verdict }) =>
      verdict.kind === 'skipped' ? `${stack}: ${verdict.because}` : [],
    ),
    real: [...(version && ran ? [`Terraform ${version}`] : []), ...new Set(providers)],
  };
};

/** One stack's outcome in a line, with every error below it. */
export const describeResult = ({ stack, verdict }: CheckedStack): string => {
  switch (verdict.kind) {
    case 'valid':
      return `${stack}: valid (${verdict.provider})`;
    case 'skipped':
      return `${stack}: SKIPPED, ${verdict.because}`;
    case 'invalid':
      return [`${stack}: INVALID`, ...verdict.errors.map((error) => `  ${error}`)].join('\n');
  }
};

const count = (all: readonly CheckedStack[], kind: ValidationResult['kind']): number =>
  all.filter(({ verdict }) => verdict.kind === kind).length;
