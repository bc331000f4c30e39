import { rmSync } from 'node:fs';
import { readReports, writeReport } from './reports';
import { runStep } from './steps';

/** The console's stack is left to the nightly run: it applies the forwarding stack a second time, and CloudFront is slow. */
const appliedStacks = ['forwarding-test', 'cdr-rating-test', 'rolling-dnis-test', 'dialtone-test'];

/**
 * `npm test`: every project's tests, the demo, and the real Terraform, which validates the stacks, applies them to emulators
 * and uses them.
 */
console.log(`npm test runs everything: about 17 minutes on 2 cores, less where Nx has cached results.
  1. installs the emulators of AWS, PySpark, Checkov and Python's checkers from PyPI, and Chromium (first time only)
  2. builds every Lambda function and the console
  3. runs the tests of every project
  4. plays the demo
  5. validates every stack with Terraform, scans it with Checkov, then applies, uses and destroys them on the emulators, except the
     console's, which npm run terraform:apply-local also applies
What cannot be installed or found is skipped, and the summary says so.`);

rmSync('reports/tests', { recursive: true, force: true });

// Where these cannot be installed, the tests that need them are skipped and say so.
runStep('emulators of AWS', 'npm', ['run', '--silent', 'emulators:install']);
runStep('Spark', 'npm', ['run', '--silent', 'spark:install']);
runStep('Chromium', 'npm', ['run', '--silent', 'chromium:install']);
runStep('Python checks', 'npm', ['run', '--silent', 'python:install']);
runStep('cdktn', 'npm', ['run', '--silent', 'cdktn:install']);
runStep('Checkov', 'npm', ['run', '--silent', 'checkov:install']);

const steps = [
  runStep('builds', 'nx', ['run-many', '-t', 'build', '--output-style=static']),
  runStep('tests', 'nx', ['run-many', '-t', 'test', '--parallel=3', '--output-style=static']), // many wait
  runStep('demo', 'npm', ['run', '--silent', 'demo']),
  runStep('terraform', 'npm', ['run', '--silent', 'terraform:check']),
  runStep('checkov', 'npm', ['run', '--silent', 'checkov']),
  runStep('terraform applied', 'npm', ['run', '--silent', 'terraform:apply-local', '--', ...appliedStacks]),
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
