import { type Clock, describeIssues, type Issue } from '@dialplane/basics';
import type { Logger } from '@dialplane/lambda-runtime';
import type { ObjectStore } from '@dialplane/object-store';
import { carryOut, readPlan, type RunPlan } from '@dialplane/rating';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bringBack } from './bring-back';
import { claimRun } from './claim-run';
import { publishEvidence, publishRun, publishedRun } from './publish-run';

/** What the rater needs. */
export type CdrRater = {
  readonly records: ObjectStore;
  /** The bucket that plans are in. */
  readonly plans: Pick<ObjectStore, 'read'>;
  /** Where runs are published, and the address of that place, such as `s3://results/rated`. */
  readonly results: ObjectStore;
  readonly address: string;
  /** A folder on this machine's disk. Emptied before and after each run. */
  readonly folder: string;
  readonly threads: number;
  readonly now: Clock;
  readonly log: Logger;
};

/** The result for a window. */
export type RaterAnswer = {
  readonly window: string;
  readonly runId: string;
  readonly published: boolean;
  /** What is over the limits of the plan, if the run was not published. */
  readonly issues?: readonly Issue[];
  /** Where the report and the faulty rows of the run are, if it was not published. */
  readonly evidence?: string;
};

/**
 * Carries out the plan that an event names, `{ "plan": "plans/….json" }`, and publishes the run.
 *
 * For a run over its limits, the issues are logged and returned, and nothing is published: a retry would give the same result. Its report and
 * its faulty rows are kept in `refused/<window>/`.
 *
 * @throws RangeError for an event that names no plan; TypeError for a bad plan, with everything that is wrong with it
 */
export const cdrRater = (rater: CdrRater) => {
  const emptied = () => rm(rater.folder, { recursive: true, force: true });
  return async (event: unknown): Promise<RaterAnswer> => {
    const plan = await planOfEvent(event, rater.plans);
    if ((await publishedRun(rater.results, plan.window.name)) === plan.runId) {
      rater.log.info('The run is published already', { window: plan.window.name, runId: plan.runId });
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
    const { issues, report, evidence } = rated.error;
    await results.removeAll(`${window}/${runId}/`);
    const kept = await publishEvidence(results, window, evidence.folder);
    // An alarm of its own: it has another cause than faulty records.
    const message =
      report.documentsRead === 0 ? 'Found no record for a window' : 'Refused to publish a window';
    const { offenders } = evidence;
    log.error(message, { window, runId, issues, offenders, evidence: `${address}/${kept}` });
    return { window, runId, published: false, issues, evidence: `${address}/${kept}` };
  }
  const { manifest, report } = rated.value;
  for (const { prefix, because } of await publishRun({ results, address, manifest, folder: out, now: now() }))
    log.warn(leftBehind, { window, runId, folder: `${address}/${prefix}`, because });
  const { documents, rated: count, unrated, duplicate, conflict, rejected, outside, late } = report.counts;
  const counts = { documents, rated: count, unrated, duplicate, conflict, rejected, outside, late };
  log.info('Rated a window', {
    window,
    runId,
    objects: report.objects,
    ...counts,
    cost: Number(report.cost.amount),
  });
  return { window, runId, published: true };
};

/** As apps/cdr-glue-job logs it. */
const leftBehind = 'Published a window, but could not remove an earlier run';

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
