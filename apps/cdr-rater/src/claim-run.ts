import type { ObjectStore } from '@dialplane/object-store';
import { randomUUID } from 'node:crypto';

/**
 * Claims a run's folder in the results, so that no other attempt writes into it. Lambda delivers an event at least once, and again
 * after an attempt has crashed: a folder that exists belongs to another attempt.
 *
 * @returns the run's id; for a second attempt, with a suffix
 */
export const claimRun = async (
  results: Pick<ObjectStore, 'list' | 'write'>,
  window: string,
  runId: string,
): Promise<string> => {
  for await (const _ of results.list(`${window}/${runId}/`))
    return claimRun(results, window, `${runId}-${randomUUID().slice(0, 8)}`);
  await results.write(`${window}/${runId}/begun.txt`, '');
  return runId;
};
