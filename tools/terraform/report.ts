import type { TestReport } from '../test-report/reports';
import type { ValidationResult } from './validate-stack';

/** A stack and its validation result. */
export type CheckedStack = { readonly stack: string; readonly result: ValidationResult };

/** Adds up the results. `version` is Terraform's, if it was found. */
export const terraformReport = (all: readonly CheckedStack[], version: string | undefined): TestReport => {
  const providers = all.flatMap(({ result }) => (result.kind === 'valid' ? result.provider : []));
  const ran = all.some(({ result }) => result.kind !== 'skipped');
  return {
    project: 'terraform-validate-stacks',
    passed: count(all, 'valid'),
    failed: count(all, 'invalid'),
    failures: all.filter(({ result }) => result.kind === 'invalid').map(describeResult),
    skipped: all.flatMap(({ stack, result }) =>
      result.kind === 'skipped' ? `${stack}: ${result.because}` : [],
    ),
    real: [...(version && ran ? [`Terraform ${version}`] : []), ...new Set(providers)],
  };
};

/** One stack's outcome in a line, with every error below it. */
export const describeResult = ({ stack, result }: CheckedStack): string => {
  switch (result.kind) {
    case 'valid':
      return `${stack}: valid (${result.provider})`;
    case 'skipped':
      return `${stack}: SKIPPED, ${result.because}`;
    case 'invalid':
      return [`${stack}: INVALID`, ...result.errors.map((error) => `  ${error}`)].join('\n');
  }
};

const count = (all: readonly CheckedStack[], kind: ValidationResult['kind']): number =>
  all.filter(({ result }) => result.kind === kind).length;
