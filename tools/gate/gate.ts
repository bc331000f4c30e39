import { rmSync } from 'node:fs';
import { readReports, writeReport } from '../test-report/reports';
import { printSummary } from '../test-report/summary';
import { failedTasks } from './failed-tasks';
import { installMissing, isComplete } from './install-missing';
import { runStep } from './run-step';

/** The Nx targets of each part. Every task is cached until something that it reads changes. */
const parts = {
  // One process for all projects is three times faster than one for each project.
  checks: ['workspace-types', 'workspace-lint', 'workspace-format', 'workspace-cycles'],
  // The console's stack is left to the nightly run: it applies the forwarding stack a second time, and CloudFront is slow.
  tests: [
    'build',
    'test',
    'demo',
    'validate-stacks',
    'scan-stacks',
    'rehearse-forwarding',
    'rehearse-cdr-rating',
    'rehearse-rolling-dnis',
    'rehearse-dialtone',
  ],
};

/**
 * `npm test` (tests), `npm run check` (checks) and `npm run ok` (both): one run of Nx, because starting it takes a second. Ends
 * with the sum of all reports, those from the cache included.
 */
const main = async (words: readonly string[]): Promise<void> => {
  const targets = words.flatMap((word) => {
    if (word !== 'tests' && word !== 'checks')
      throw new Error(`Cannot run "${word}": expected tests or checks`);
    return parts[word];
  });
  if (words.includes('tests')) {
    console.log(introduction);
    // Installing waits for the network, while the processor can do what needs nothing of it. Nx caches the result for the main run.
    if (!isComplete()) await Promise.all([installMissing(), runTasks(targets.filter(needsNpmPackagesOnly))]);
  }

  rmSync('reports/tests', { recursive: true, force: true }); // Nx writes the reports of cached tasks again
  const started = new Date();
  const passed = await runTasks(targets);
  if (!passed) reportTasksWithoutReport(await failedTasks(started));
  process.exitCode = printSummary() ? 0 : 1;
};

/** Five at once on two cores, because many wait, such as for Terraform and for calls in real time. */
const runTasks = (targets: readonly string[]): Promise<boolean> =>
  runStep('tasks', 'nx', ['run-many', '-t', ...targets, '--parallel=5', '--output-style=static']);

const needsNpmPackagesOnly = (target: string): boolean => target === 'build' || parts.checks.includes(target);

/** A task that fails without a failed test, such as a build, must not be lost in the sum. */
const reportTasksWithoutReport = (tasks: readonly string[]): void => {
  const reports = readReports().filter(({ failed }) => failed > 0);
  if (tasks.length === 0 && reports.length > 0) return;
  const reported = new Set(reports.map(({ project }) => project));
  // The report of a task is named after it, and that of `forwarding:test` is `forwarding`.
  const failures = (tasks.length > 0 ? tasks : ['a task']).filter(
    (task) => !reported.has(task.replace(/:test$/, '').replace(':', '-')),
  );
  if (failures.length === 0) return;
  writeReport({
    project: 'tasks',
    passed: 0,
    failed: failures.length,
    failures: failures.map((task) => `${task} failed, see its output above`),
    skipped: [],
    real: [],
  });
};

const introduction = `Everything takes about 15 minutes on 2 cores, and less where Nx has cached results.
  1. installs the emulators of AWS, PySpark and Checkov from PyPI, and Chromium (first time only)
  2. builds every Lambda function and the console
  3. runs the tests of every project, and plays the demo
  4. validates every stack with Terraform, scans it with Checkov, then applies, uses and destroys them on the emulators, except the
     console's, which npm run terraform:apply-local also applies
What cannot be installed or found is skipped, and the summary says so.`;

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
