import type { CheckOutOutcome, Pool } from '@dialplane/dnis-pool';
import type { CountMetric } from '@dialplane/lambda-runtime';

/** Counts a check-out by its outcome, and the reservation that it found expired. */
export const countCheckOut = (count: CountMetric, pool: Pool, outcome: CheckOutOutcome): void => {
  count('CheckOuts', {
    pool: pool.name,
    outcome: outcome.kind === 'none-free' ? outcome.why : outcome.kind,
  });
  if (outcome.kind === 'granted' && outcome.expired) count('ExpiredReservations', { pool: pool.name });
};
