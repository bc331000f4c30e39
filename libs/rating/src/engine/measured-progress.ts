import type { ObjectStore } from '@dialplane/object-store';
import type { RateProgress } from './rate-progress';

/** Reports the progress of a run, with the total size once it is known: all objects are listed a second time beside the run. */
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
  // Only for display: if listing fails, the run itself fails with the reason, or continues without a total.
  measure().catch(() => undefined);
  return (progress) => tell({ ...progress, ...(totalBytes !== undefined && { totalBytes }) });
};
