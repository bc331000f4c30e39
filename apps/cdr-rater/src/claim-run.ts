import type { ObjectStore } from '@dialplane/object-store';
import { randomUUID } from 'node:crypto';

/**
 * Takes a run's folder in a store of results, so that no other attempt writes into it. Lambda delivers an event at least once, and
 * again when an attempt has died: what is there already is another attempt's.
 *
 * @returns the run's id; for another attempt, with some letters behind it
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
