import { type ActionName, type Activity, isFinished, type Operation } from './operation';

/** The index of unfinished operations. Only they have this attribute, so the index holds nothing else. */
export const unfinishedIndex = 'unfinished';

/** The item of an operation. */
export const itemOf = (operation: Operation) => ({
  ...operation,
  ...(!isFinished(operation) && { [unfinishedIndex]: 'yes' }),
});

/**
 * Reads the item of an operation, also in the form of earlier versions: `step` was a text, and `setbacks` is now called
 * `failedAttempts`.
 *
 * @throws if the item is not an operation
 */
export const readOperation = (item: Readonly<Record<string, unknown>>): Operation => {
  const { [unfinishedIndex]: _, step, setbacks = 0, ...rest } = item;
  if (typeof rest['status'] !== 'string' || typeof rest['wanted'] !== 'object')
    throw new Error('Cannot read an operation from the store: status or wanted is missing or wrong');
  const activity = typeof step === 'string' ? readStep(step) : undefined;
  return { failedAttempts: setbacks, ...(activity && { activity }), ...rest } as Operation;
};

const readStep = (step: string): Activity => {
  const until = /^waiting until (.*)$/s.exec(step)?.[1];
  if (until !== undefined) return { kind: 'waiting', until };
  return { kind: 'acting', action: (step === 'drop-forward' ? 'remove-forward' : step) as ActionName };
};
