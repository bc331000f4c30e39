import type { NumberPorts } from './number-ports';
import { complete } from './provide-number';
import { saveRecord } from './save-record';
import { isWorkedOn } from './worker';

/**
 * Finishes every update that was accepted, unless another invocation is still working on it.
 * @returns the number of updates that were finished, and an error for each that was not
 */
export const finishUpdates = async (
  ports: NumberPorts,
): Promise<{ readonly finished: number; readonly failures: readonly Error[] }> => {
  const failures: Error[] = [];
  const due = (await ports.provided.all()).filter(
    (it) => it.status === 'updating' && !isWorkedOn(it, ports.now()),
  );
  for (const found of due)
    try {
      const worker = { by: 'sweep', until: ports.endsAt } as const;
      await complete(ports, await saveRecord(ports, found, { worker }));
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  return { finished: due.length - failures.length, failures };
};
