import { isFinished, describeActivity, type OperationStore } from '@dialplane/forwarding-control';
import type { ForwardStore } from '@dialplane/forwarding';
import type { ConsoleEvents } from './console-events';

/** A store that publishes each change of a forward. */
export const watchedForwards = (
  store: ForwardStore,
  { publish }: Pick<ConsoleEvents, 'publish'>,
): ForwardStore => ({
  ...store,
  put: async (forward, expected) => {
    const outcome = await store.put(forward, expected);
    if (outcome !== 'conflict')
      publish({ type: 'forward', number: forward.number, version: outcome.version });
    return outcome;
  },
  remove: async (number, expected) => {
    const outcome = await store.remove(number, expected);
    if (outcome === 'removed') publish({ type: 'forward', number, version: 0 });
    return outcome;
  },
});

/** A store that publishes each step of an operation. */
export const watchedOperations = (
  store: OperationStore,
  { publish }: Pick<ConsoleEvents, 'publish'>,
): OperationStore => ({
  ...store,
  put: async (operation) => {
    const outcome = await store.put(operation);
    if (outcome === 'stored') {
      const { id, number, status, activity } = operation;
      publish({
        type: 'operation',
        id,
        number,
        status,
        ...(activity && !isFinished(operation) && { step: describeActivity(activity) }),
      });
    }
    return outcome;
  },
});
