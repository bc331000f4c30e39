import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Nx writes about its last run. */
type LastRun = {
  readonly run: { readonly startTime: string };
  readonly tasks: readonly { readonly taskId: string; readonly status: number }[];
};

/** The tasks of the last run of Nx that failed, such as `forwarding-sma:build`. None if Nx has not recorded a run since then. */
export const failedTasks = async (since: Date): Promise<readonly string[]> => {
  const { cacheDir } = await import('nx/src/utils/cache-directory');
  const file = join(cacheDir, 'run.json');
  if (!existsSync(file)) return [];
  const { run, tasks } = JSON.parse(readFileSync(file, 'utf8')) as LastRun;
  return new Date(run.startTime) < since
    ? []
    : tasks.filter(({ status }) => status !== 0).map(({ taskId }) => taskId);
};
