import type { EpochSeconds } from '@dialplane/basics';
import type { NumberPorts } from './number-ports';
import type { ProvidedNumber } from './provided-number';
import { applyAgain, backOffSeconds } from './retry';

/** Finds the record of a number, and waits while the sweep works on it. */
export const whenSweepIsDone = async (
  ports: NumberPorts,
  name: string,
): Promise<ProvidedNumber | undefined> => {
  for (const seconds of backOffSeconds()) {
    const found = await ports.provided.find(name);
    if (!found || !isWorkedOn(found, ports.now(), 'sweep')) return found;
    if (!(await ports.wait(seconds)))
      throw applyAgain(`update the number "${name}"`, 'an earlier update is being finished');
  }
  return undefined;
};

/** Whether an invocation may still be carrying out an update of the number. */
export const isWorkedOn = (
  { status, worker }: ProvidedNumber,
  now: EpochSeconds,
  by?: NonNullable<ProvidedNumber['worker']>['by'],
): boolean =>
  status === 'updating' && worker !== undefined && worker.until > now && (by ?? worker.by) === worker.by;
