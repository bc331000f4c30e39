import type { EpochSeconds } from '@dialplane/basics';
import { type ProviderNumber, routingOf } from '@dialplane/number-routing';
import { advance } from './advance';
import type { Change } from './change';
import type { ControlPlane } from './control-plane';
import { isStuck, isInProgress, nextId, type Operation, type DesiredState } from './operation';
import type { NotDone } from './outcome';

/** What an operation begins with. */
type Beginning = {
  readonly wanted: DesiredState;
  /** The line that the audit trail has of it. */
  readonly entry: Change;
  /** The operation that the number had before. */
  readonly last: Operation | undefined;
  readonly current: ProviderNumber;
};

/**
 * Writes an operation down, and goes on with it as far as time allows. Of two that begin at once, one is told
 * `under-way`.
 */
export const beginOperation = async (
  control: ControlPlane,
  beginning: Beginning,
  until: EpochSeconds,
): Promise<{ readonly kind: 'moving'; readonly operation: Operation } | NotDone> => {
  const { operations, changes } = control;
  const { entry } = beginning;
  const operation = operationFrom(control, beginning);
  if ((await operations.put(operation)) === 'stored')
    return { kind: 'moving', operation: (await advance(control, entry.number, until)) ?? operation };
  await changes.record({ ...entry, outcome: 'conflict' });
  const other = await operations.find(entry.number);
  return isInProgress(other) ? { kind: 'under-way', operation: other } : { kind: 'changed' };
};

const operationFrom = (
  { now, application }: ControlPlane,
  { wanted, entry, last, current }: Beginning,
): Operation => {
  const here = routingOf(current, application);
  // A number that is ours, or that stopped half way, came from where the record says.
  const onRecord = here === 'elsewhere' || here.kind === 'application' || (last && isStuck(last));
  const origin = onRecord ? last?.origin : here;
  return {
    id: nextId(entry.number, last),
    number: entry.number,
    wanted,
    ...(origin && { origin }),
    status: 'moving',
    attempts: 0,
    failedAttempts: 0,
    change: { at: entry.at, by: entry.by },
    startedAt: now(),
    updatedAt: now(),
    phaseSince: now(),
    nextAt: now(),
    version: (last?.version ?? 0) + 1,
  };
};
