import { rmSync } from 'node:fs';
import { readReports, writeReport } from './reports';
import { runStep } from './steps';

/** `npm test`: every project's tests, the whole demo, and Terraform: its judgement of the stacks, and one applied and used. */
rmSync('reports/tests', { recursive: true, force: true });

// Where these cannot be installed, the tests that need them say so, and the rest runs.
runStep('emulators of AWS', 'npm', ['run', '--silent', 'emulators:install']);
runStep('Spark', 'npm', ['run', '--silent', 'spark:install']);

const steps = [
  runStep('builds', 'nx', ['run-many', '-t', 'build', '--output-style=static']),
  runStep('tests', 'nx', ['run-many', '-t', 'test', '--parallel=2', '--output-style=static']),
  runStep('demo', 'npm', ['run', '--silent', 'demo']),
  runStep('terraform', 'npm', ['run', '--silent', 'terraform:check']),
  runStep('terraform applied', 'npm', ['run', '--silent', 'terraform:apply-local']),
];

// A step that fails without a failed test, such as a build, must not be lost in the sum.
const failedSteps = steps.filter((worked) => !worked).length;
const failedTests = readReports().reduce((sum, { failed }) => sum + failed, 0);
writeReport({
  project: 'steps',
  passed: steps.length - failedSteps,
  failed: failedTests > 0 ? 0 : failedSteps,
  skipped: [],
  real: [],
});
import('./summary');
