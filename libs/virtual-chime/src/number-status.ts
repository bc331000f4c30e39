import type { ChimeAccount, OwnedNumber, SipRule } from './account';

/** The states of a number that occur here, of those of the API ("PhoneNumber", Status). */
export type NumberStatus = 'AcquireInProgress' | 'Assigned' | 'Unassigned' | 'ReleaseInProgress';

/**
 * For how long a deleted number can be restored. It is gone after that (API reference, DeletePhoneNumber).
 */
const deletionQueueMs = 7 * 24 * 60 * 60 * 1000;

/** How the service shows a number now. undefined: it was deleted for good. */
export const chimeStatusOf = (
  account: ChimeAccount,
  number: OwnedNumber,
  now: number,
): NumberStatus | undefined => {
  if (number.deletedAt !== undefined)
    return now < number.deletedAt + deletionQueueMs ? 'ReleaseInProgress' : undefined;
  if (now < number.arrivesAt) return 'AcquireInProgress';
  if (number.attachedTo || ruleFor(account, number.number)) return 'Assigned';
  return now < (number.assignedUntil ?? 0) ? 'Assigned' : 'Unassigned';
};

/** When a number in the deletion queue is gone. */
export const goneAt = (deletedAt: number): number => deletedAt + deletionQueueMs;

/** The rule that calls to a number trigger, enabled or not. */
export const ruleFor = (account: ChimeAccount, number: string): SipRule | undefined =>
  [...account.rules.values()].find(
    ({ triggerType, triggerValue }) => triggerType === 'ToPhoneNumber' && triggerValue === number,
  );
