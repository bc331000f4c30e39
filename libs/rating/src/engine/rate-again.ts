import type { RunPlan } from '../plan/run-plan';
import { forEachConcurrently } from './for-each-concurrently';
import { fillTiers } from './fill-tiers';
import { findCopies } from './find-copies';
import type { FirstRound } from './first-round';
import { kernelLines } from './kernel-lines';
import { scopeName } from './scope-name';
import type { Inspection } from './inspect-references';
import type { RaterPool } from './rater-pool';
import type { ChunkSlot } from './slots';
import { priceBookOf } from '@dialplane/pricing';
import { openResolutionStore } from './resolution-store';
import { timeSlots } from './time-slots';
import { openUsedStore } from './used-store';

/**
 * Rates chunks again when more is known: first chunks with copies, then chunks with calls of tiered lines, which need all
 * calls.
 *
 * @returns whether a reference is current, which means that it is from the round in which its chunk was last rated with its
 * copies known
 */
export const rateAgain = async (
  { chunks, segments, identities, held, note }: FirstRound,
  {
    plan,
    pool,
    folder,
    inspection,
    signal,
  }: {
    readonly plan: RunPlan;
    readonly pool: RaterPool;
    readonly folder: string;
    readonly inspection: Inspection;
    readonly signal?: AbortSignal;
  },
): Promise<(chunk: number, round: number) => boolean> => {
  const copies = openResolutionStore(`${folder}/copies`, chunks.size());
  await findCopies(identities, inspection, copies);
  const withCopies = new Set<number>();
  await forEachConcurrently(pool.size, copies.all(), async ([number, resolutions]) => {
    withCopies.add(number);
    const how = { resolutions, counted: 'copies', references: true, round: 1 } as const;
    await inSlot(pool, async (slot) => {
      const rated = await pool.rate(chunks.find(number), how, { slot });
      segments.replace(rated);
      note(rated, 1);
    });
  });
  const isCurrent = (chunk: number, round: number): boolean => round === (withCopies.has(chunk) ? 1 : 0);

  const used = openUsedStore(`${folder}/used`, chunks.size());
  const usedBefore = new Map(plan.usedBefore.map((scope) => [scopeName(scope), BigInt(scope.seconds)]));
  const lines = kernelLines(priceBookOf(plan.book));
  await fillTiers(held, timeSlots(plan), lines, usedBefore, isCurrent, used, signal);
  await forEachConcurrently(pool.size, used.all(), async ([number, bytes]) => {
    const resolutions = copies.of(number);
    const how = { resolutions, used: bytes, counted: 'used', references: false, round: 2 } as const;
    await inSlot(pool, async (slot) => segments.replace(await pool.rate(chunks.find(number), how, { slot })));
  });
  return isCurrent;
};

const inSlot = async ({ slots }: RaterPool, work: (slot: ChunkSlot) => Promise<void>): Promise<void> => {
  const slot = await slots.take();
  try {
    await work(slot);
  } finally {
    slots.give(slot);
  }
};
