import type { DnisPools, Pool } from '@dialplane/dnis-pool';
import type { CountMetric, Logger } from '@dialplane/lambda-runtime';

/** What the sweep is wired to. */
export type DnisSweep = {
  readonly dnis: Pick<DnisPools, 'pools' | 'now'> & { readonly store: Pick<DnisPools['store'], 'sweep'> };
  readonly log: Logger;
  readonly count: CountMetric;
  /** How long it may take, in seconds. @default 45: less than the minute until the next one */
  readonly seconds?: number;
};

/** What a sweep has done, over all pools. */
export type Swept = { readonly expired: number; readonly erased: number; readonly finished: boolean };

/**
 * Ends every reservation that no call came for, erases every context that may no longer be read, and measures the use of each pool,
 * which the alarm before exhaustion watches.
 */
export const dnisSweep =
  ({ dnis, log, count, seconds = 45 }: DnisSweep) =>
  async (): Promise<Swept> => {
    const end = dnis.now() + seconds;
    const total = { expired: 0, erased: 0, finished: true };
    for (const pool of dnis.pools) {
      const swept = await sweepPool(dnis, pool, end);
      total.expired += swept.expired;
      total.erased += swept.erased;
      total.finished &&= swept.finished;
      if (swept.expired > 0) count('ExpiredReservations', { pool: pool.name }, swept.expired);
      if (!swept.finished) continue;
      count('NumbersInUse', { pool: pool.name }, swept.inUse);
      // A composite number serves any number of callers: it has no use in percent.
      if (pool.mode === 'exclusive') count('PoolUse', { pool: pool.name }, percent(swept));
    }
    log.info('Swept', total);
    return total;
  };

const sweepPool = async ({ store, now }: DnisSweep['dnis'], pool: Pool, end: number) => {
  const total = { expired: 0, erased: 0, numbers: 0, inUse: 0, finished: false };
  let after: Parameters<typeof store.sweep>[2];
  do {
    const page = await store.sweep(pool.name, now(), after);
    total.expired += page.expired;
    total.erased += page.erased;
    total.numbers += page.numbers;
    total.inUse += page.inUse;
    after = page.next;
  } while (after !== undefined && now() < end);
  return { ...total, finished: after === undefined };
};

/** A pool without numbers cannot serve a transfer: it is used up. */
const percent = ({ numbers, inUse }: { readonly numbers: number; readonly inUse: number }): number =>
  numbers === 0 ? 100 : (100 * inUse) / numbers;
