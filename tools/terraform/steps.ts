import type { TestReport } from '../test-report/reports';

/** Runs steps in order. Each is printed with its duration, and counted. */
export type Steps = {
  /** Runs a step, and prints its name, the text that it returns, or its error. @returns whether it succeeded */
  readonly step: (name: string, take: () => Promise<unknown>) => Promise<boolean>;
  /** The counts so far. `real` names the real components that took part. */
  readonly report: (real: readonly string[]) => TestReport;
};

/** Starts counting the steps of a project. */
export const steps = (project: string, print: (line: string) => void = console.log): Steps => {
  const count = { passed: 0, failed: 0 };
  const failures: string[] = [];
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
        failures.push(`${name}\n${said(error)}`);
        print(`✘ ${name} ${seconds()}\n${said(error)}`);
        return false;
      }
    },
    report: (real) => ({ project, ...count, failures, skipped: [], real }),
  };
};

const said = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const causes = error instanceof AggregateError ? error.errors.map(said) : [];
  return [error.message, ...causes].join('\n');
};
