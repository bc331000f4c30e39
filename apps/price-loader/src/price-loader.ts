import { earlierUsage, planOf, prefixesToList, type RunPlan, unlistedObjects } from '@dialplane/rating';
import { type BillingWindow, type Frequency, type Patience, readyAt } from '@dialplane/cdr';
import { type Clock, describeIssues, type EpochSeconds, isoTime } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import type { ObjectStore } from '@dialplane/object-store';
import { type Limits, loadPrices, type PriceSource } from '@dialplane/pricing';
import { countObjects } from './count-objects';
import { type Engine, engineFor, type EngineLimits, type Volume } from './engine';
import { readEvent } from './read-event';
import { readMapping } from './usage-mapping';

/** The dependencies and settings of the loader. */
export type PriceLoader = {
  readonly records: Pick<ObjectStore, 'entries' | 'folders' | 'list'>;
  /** The bucket of results: plans are written below `plans/`. */
  readonly results: Pick<ObjectStore, 'read' | 'write'>;
  /** Where runs are published: for tiered lines, the use of earlier windows of the month is read there. */
  readonly rated: Pick<ObjectStore, 'read'>;
  /** Where prices come from for a window, with a cache around it. */
  readonly pricesFor: (window: BillingWindow) => PriceSource;
  readonly engines: Readonly<Record<'lambda' | 'glue', Engine>>;
  readonly glueAbove: EngineLimits;
  readonly frequency: Frequency;
  readonly zone: string;
  readonly currency: string;
  readonly patience: Required<Patience>;
  readonly arrivals: RunPlan['arrivals'];
  /** Whether a window without any record is published. */
  readonly allowEmpty: boolean;
  readonly limits: Limits;
  readonly numbers: RunPlan['numbers'];
  readonly now: Clock;
  /** Names runs; never twice the same. */
  readonly newRunId: () => string;
  readonly log: Logger;
};

/** What was started. */
export type LoadAnswer = {
  readonly window: string;
  readonly runId: string;
  readonly engine: 'lambda' | 'glue';
  /** Counted only until it was clear that Glue rates them. */
  readonly objects: number;
  readonly bytes: number;
  /** The key of the plan, in the bucket of results. */
  readonly plan: string;
  /** How old the prices are, where they could not be read again. ISO 8601, UTC. */
  readonly staleSince?: string;
};

/**
 * Starts the rating of the window that an event asks for: reads the prices again, decides everything that the run needs to know,
 * writes it down as the plan, and starts the engine that suits the number of records.
 *
 * Each event starts a run of its own, so the same event twice makes two runs of the window. The last one to end is published.
 *
 * @throws RangeError for a bad event, with all that is wrong with it; Error if there is no price list, or something failed
 */
export const priceLoader =
  (loader: PriceLoader) =>
  async (event: unknown): Promise<LoadAnswer> => {
    const { results, engines, now, log } = loader;
    const startedAt = now();
    const asked = readEvent(event, { now: startedAt, frequency: loader.frequency, zone: loader.zone });
    if (!asked.ok) throw new RangeError(`Cannot rate for this event: ${describeIssues(asked.error)}`);

    const { plan, volume } = await decide(loader, asked.value, startedAt);
    const engine = engineFor(volume, loader.glueAbove);
    const key = `plans/${plan.window.name}/${plan.runId}.json`;
    await results.write(key, JSON.stringify(plan));
    await engines[engine].start(key, plan);

    const { staleSince } = plan.prices;
    const answer: LoadAnswer = {
      window: plan.window.name,
      runId: plan.runId,
      engine,
      ...volume,
      plan: key,
      ...(staleSince !== undefined && { staleSince }),
    };
    const early = startedAt < readyAt(plan.window, plan.patience);
    log.info('Started', {
      ...answer,
      early,
      warnings: plan.warnings,
      priceIssues: plan.prices.issues.length,
    });
    return answer;
  };

/** Decides everything that a run needs to know, and logs what the operator may not expect. */
const decide = async (
  loader: PriceLoader,
  window: BillingWindow,
  now: EpochSeconds,
): Promise<{ readonly plan: RunPlan; readonly volume: Volume }> => {
  const { records, results, rated, glueAbove, patience, currency, arrivals, limits, numbers, log } = loader;
  if (now < readyAt(window, patience))
    log.warn('The window is not complete: more records may still arrive', {
      readyAt: isoTime(readyAt(window, patience)),
    });

  const [prices, { prefixes, anyRecords }, mapping] = await Promise.all([
    loadPrices(loader.pricesFor(window), { currency }),
    prefixesToList(records, window, patience, arrivals),
    readMapping(results),
  ]);
  if (prices.book.services.size === 0)
    throw new Error('Cannot rate: expected at least one price list of Amazon Chime, and found none');
  if (prices.staleSince !== undefined)
    log.warn('Could not refresh the prices', {
      staleSince: isoTime(prices.staleSince),
      because: reasonsIn(prices.files),
    });
  if (!anyRecords) log.warn(noRecords);

  const [volume, unlisted, { usedBefore, warnings }] = await Promise.all([
    countObjects(records, prefixes, glueAbove),
    unlistedObjects(records, prefixes),
    earlierUsage(rated, window, prices.book, patience),
  ]);
  const plan = planOf({
    runId: loader.newRunId(),
    now,
    window,
    prices,
    prefixes,
    arrivals,
    patience,
    limits,
    numbers,
    mapping,
    usedBefore,
    warnings: [...warnings, ...(anyRecords ? [] : [noRecords])],
    unlisted,
    allowEmpty: loader.allowEmpty,
  });
  return { plan, volume };
};

const noRecords =
  'The bucket of records has no folder such as Amazon-Chime-Voice-Connector-CDRs/json/<connector>';

const reasonsIn = (files: readonly { readonly staleBecause?: unknown }[]): readonly string[] => [
  ...new Set(files.flatMap(({ staleBecause }) => (staleBecause === undefined ? [] : [String(staleBecause)]))),
];
