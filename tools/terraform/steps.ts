import type { TestReport } from '../test-report/reports';

/** Steps that are taken one after the other. Each is printed with its time, and counted. */
export type Steps = {
  /** Takes one. Text that it returns is printed beside its name. @returns whether it worked; what it throws is printed */
  readonly step: (name: string, take: () => Promise<unknown>) => Promise<boolean>;
  /** What has been counted so far. `real` names the real components that took part. */
  readonly report: (real: readonly string[]) => TestReport;
};

/** Begins to count the steps of a project. `print` is told each line. */
export const steps = (project: string, print: (line: string) => void = console.log): Steps => {
  const count = { passed: 0, failed: 0 };
  return {
    step: async (name, take) => {
      const started = Date.now();
      const seconds = () => `(${((Date.now() - started) / 1000).toFixed(1)} s)`;
      try {
        const found = await take();
        count.passed += 1;
        print(`✔ ${name}${typeof found === 'string' ? ` ${found}` : ''} ${seconds()}`);
        return true;
      } catch (error) {
        count.failed += 1;
        print(`✘ ${name} ${seconds()}\n${said(error)}`);
        return false;
      }
    },
    report: (real) => ({ project, ...count, skipped: [], real }),
  };
};

const said = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const causes = error instanceof AggregateError ? error.errors.map(said) : [];
  return [error.message, ...causes].join('\n');
};
