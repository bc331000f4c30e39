import type { ObjectStore } from '@dialplane/object-store';
import type { RateProgress } from './rate-progress';

/** Reports the progress of a run. To know the total size, it lists all objects a second time while the run is in progress. */
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
