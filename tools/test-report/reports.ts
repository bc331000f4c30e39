import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one runner did. Every runner writes one of these to `reports/tests/<project>.json`. */
export type TestReport = {
  readonly project: string;
  readonly passed: number;
  readonly failed: number;
  /** Where, which test, and its message, if the runner does not print them where they can be found. */
  readonly failures?: readonly string[];
  /** Names of what was skipped; each name says why. */
  readonly skipped: readonly string[];
  /** Real components that took part, such as `DynamoDB Local 3.3.0`. */
  readonly real: readonly string[];
};

const folder = 'reports/tests';

export const writeReport = (report: TestReport): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${report.project}.json`), JSON.stringify(report, null, 2));
};

export const readReports = (): readonly TestReport[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as TestReport)
    : [];
