import type { ObjectStore } from '@dialplane/object-store';
import type { RateProgress } from './rate-progress';

/** Tells how far a run is, with the size of the whole as soon as it is known: beside the run, all objects are listed once more. */
export const measuredProgress = (
  records: Pick<ObjectStore, 'list'>,
  prefixes: readonly string[],
  tell: (progress: RateProgress) => void,
): ((progress: RateProgress) => void) => {
  let totalBytes: number | undefined;
  const measure = async (): Promise<void> => {
    let sum = 0;
    for (const prefix of prefixes) for await (const { bytes } of records.list(prefix)) sum += bytes;
    totalBytes = sum;
  };
  // Only a comfort: where it cannot be told, the run says why, or goes on without it.
  measure().catch(() => undefined);
  return (progress) => tell({ ...progress, ...(totalBytes !== undefined && { totalBytes }) });
};
