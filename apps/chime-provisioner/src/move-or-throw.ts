import { moveNumber, type NumberMove } from '@dialplane/number-routing';
import { notYet } from './patience';

/**
 * Moves a number to where its calls are to go.
 * @param what a clause for the error: `move the number "main"`
 * @throws if there is no way, or time is up
 */
export const moveOrThrow = async (what: string, move: NumberMove): Promise<void> => {
  const moved = await moveNumber(move);
  if (moved.ok) return;
  const { kind, because } = moved.error;
  throw kind === 'unfinished' ? notYet(what, because) : new Error(`Cannot ${what}: ${because}`);
};
