import { fail, isoTime, ok, type Result } from '@dialplane/basics';
import type { AddedNumber } from './reservation-store';

/** Whether a number was added or was there. The error is the rest of a sentence: why it was not added, and what to do. */
export const addedOrWhyNot = (added: AddedNumber): Result<'added' | 'already-there', string> => {
  switch (added.kind) {
    case 'in-pool':
      return fail(`it is in the pool "${added.pool}". Retire it there first, or use another number`);
    case 'other-mode':
      return fail(`the pool has it as ${added.mode}. Retire it first, then add it again`);
    case 'in-use':
      return fail(`it is in use until ${isoTime(added.until)}. Try again then`);
    default:
      return ok(added.kind);
  }
};
