import { type Clock, describeIssues, type Issue } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import type { ObjectStore } from '@dialplane/object-store';
import { carryOut, readPlan, type RunPlan } from '@dialplane/rating';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bringBack } from './bring-back';
import { claimRun } from './claim-run';
import { publishRun, standingRun } from './publish-run';

/** What the rater is wired to. */
export type CdrRater = {
  readonly records: ObjectStore;
  /** The bucket that plans are in. */
  readonly plans: Pick<ObjectStore, 'read'>;
  /** Where runs stand, and what others call that place, such as `s3://results/rated`. */
  readonly results: ObjectStore;
  readonly address: string;
  /** A folder on this machine's disk. Emptied before and after each run. */
  readonly folder: string;
  readonly threads: number;
  readonly now: Clock;
  readonly log: Logger;
};

/** What became of a window. */
export type RaterAnswer = {
  readonly window: string;
  readonly runId: string;
  readonly published: boolean;
  /** Why it was not, if it was not: what is over the limits of the plan. */
  readonly issues?: readonly Issue[];
};

/**
 * Carries out the plan that an event names, `{ "plan": "plans/….json" }`, and publishes the run.
 *
 * A run over its limits is logged and answered, and nothing is published: trying again would come to the same.
 *
 * @throws RangeError for an event that names no plan; TypeError for a plan that is wrong, with all that is wrong with it
 */
export const cdrRater = (rater: CdrRater) => {
  const emptied = () => rm(rater.folder, { recursive: true, force: true });
  return async (event: unknown): Promise<RaterAnswer> => {
    const plan = await planOfEvent(event, rater.plans);
    if ((await standingRun(rater.results, plan.window.name)) === plan.runId) {
      rater.log.info('The run stands already', { window: plan.window.name, runId: plan.runId });
      return { window: plan.window.name, runId: plan.runId, published: true };
    }
    await emptied();
    try {
      return await ratePlan(rater, plan);
    } finally {
      await emptied();
    }
  };
};

const ratePlan = async (rater: CdrRater, planned: RunPlan): Promise<RaterAnswer> => {
  const { records, results, address, folder, threads, now, log } = rater;
  const window = planned.window.name;
  const runId = await claimRun(results, window, planned.runId);
  const plan = { ...planned, runId };
  const out = join(folder, 'out');
  await bringBack(results, window, out);

  const rated = await carryOut({ plan, records, out, threads });
  if (!rated.ok) {
    const { issues } = rated.error;
    await results.removeAll(`${window}/${runId}/`);
    log.error('Refused to publish a window', { window, runId, issues });
    return { window, runId, published: false, issues };
  }
  const { manifest, report } = rated.value;
  await publishRun({ results, address, manifest, folder: out, now: now() });
  const { documents, rated: count, unrated, duplicate, conflict, rejected, outside, late } = report.counts;
  const counts = { documents, rated: count, unrated, duplicate, conflict, rejected, outside, late };
  log.info('Rated a window', { window, runId, objects: report.objects, ...counts, cost: report.cost.amount });
  return { window, runId, published: true };
};

const planOfEvent = async (event: unknown, plans: Pick<ObjectStore, 'read'>): Promise<RunPlan> => {
  const key: unknown = typeof event === 'object' && event !== null && Reflect.get(event, 'plan');
  if (typeof key !== 'string' || !/^plans\/.+\.json$/.test(key))
    throw new RangeError(
      `Cannot rate by the plan ${JSON.stringify(key || undefined)}: expected { "plan": "plans/….json" }`,
    );
  const bytes = await plans.read(key);
  if (!bytes) throw new RangeError(`Cannot rate by the plan "${key}": there is none`);
  const plan = readPlan(Buffer.from(bytes).toString());
  if (plan.ok) return plan.value;
  throw new TypeError(`Cannot rate by the plan "${key}": ${describeIssues(plan.error)}`);
};
