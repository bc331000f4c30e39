import { moveNumber, type NumberMove } from '@dialplane/number-routing';
import { applyAgain } from './retry';

/**
 * Moves a number to the wanted routing.
 * @param what a clause for the error: `move the number "main"`
 * @throws if that is not possible, or time is up
 */
export const moveOrThrow = async (what: string, move: NumberMove): Promise<void> => {
  const moved = await moveNumber(move);
  if (moved.ok) return;
  const { kind, because } = moved.error;
  throw kind === 'unfinished' ? applyAgain(what, because) : new Error(`Cannot ${what}: ${because}`);
};
