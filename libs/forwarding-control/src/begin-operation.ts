import type { EpochSeconds } from '@dialplane/basics';
import { type ProviderNumber, routingOf } from '@dialplane/number-routing';
import { advance } from './advance';
import type { ForwardChange } from './change';
import type { ControlPlane } from './control-plane';
import { type DesiredState, isInProgress, isStuck, nextId, type Operation } from './operation';
import type { RequestRejection } from './outcome';

/** What a new operation is made from. */
type NewOperation = {
  readonly wanted: DesiredState;
  /** Its entry in the audit trail. */
  readonly entry: ForwardChange;
  /** The number's previous operation. */
  readonly last: Operation | undefined;
  readonly current: ProviderNumber;
};

/**
 * Stores a new operation and advances it as far as time allows. If two requests start one at the same time, one of them
 * is rejected with `operation-in-progress`.
 */
export const beginOperation = async (
  control: ControlPlane,
  request: NewOperation,
  until: EpochSeconds,
): Promise<{ readonly kind: 'moving'; readonly operation: Operation } | RequestRejection> => {
  const { operations, changes } = control;
  const { entry } = request;
  const operation = newOperation(control, request);
  if ((await operations.put(operation)) === 'stored')
    return { kind: 'moving', operation: (await advance(control, entry.number, until)) ?? operation };
  await changes.record({ ...entry, outcome: 'conflict' });
  const other = await operations.find(entry.number);
  return isInProgress(other)
    ? { kind: 'operation-in-progress', operation: other }
    : { kind: 'version-conflict' };
};

const newOperation = (
  { now, application }: ControlPlane,
  { wanted, entry, last, current }: NewOperation,
): Operation => {
  const here = routingOf(current, application);
  // If the number is at our application, or an operation stopped half way, only the last operation knows the origin.
  const originIsRecorded =
    here.kind === 'another-application' || here.kind === 'application' || (last && isStuck(last));
  const origin = originIsRecorded ? last?.origin : here;
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
