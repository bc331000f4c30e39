import { readReports } from './reports';

/** Adds up the reports and ends with the line `N passed, N failed`. @returns whether something passed and nothing failed */
export const printSummary = (): boolean => {
  const reports = readReports();
  const sum = (key: 'passed' | 'failed') => reports.reduce((total, report) => total + report[key], 0);

  list(
    'Results',
    reports.map(({ project, passed, failed, skipped }) => {
      const counts = `${passed} passed, ${failed} failed`;
      return `${project.padEnd(26)} ${counts}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
    }),
  );
  list('Ran against real components', [...new Set(reports.flatMap(({ real }) => real))].sort());
  list(
    'Skipped, and why',
    reports.flatMap(({ project, skipped }) => skipped.map((name) => `${project}: ${name}`)),
  );
  list(
    'Failed',
    reports.flatMap(({ failures = [] }) =>
      failures.map((failure) => failure.split('\n').slice(0, 20).join('\n  ')),
    ),
  );
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('passed') > 0 && sum('failed') === 0;
};

const list = (title: string, lines: readonly string[]): void => {
  if (lines.length > 0) console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
};
