import {
  BucketPart,
  FailureQueue,
  GlueJob,
  LambdaApp,
  PriceListApi,
  PrivateBucket,
  ResultsTable,
  Schedule,
  scheduledTime,
} from '@dialplane/constructs';
import { engineLimits, ratedColumnNames } from '@dialplane/rating-definitions';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import { ratingAlarms } from './cdr-rating-alarms';
import { recordFolderPrefixes, type RatingRecords } from './cdr-rating-records';
import { ratingCron } from './cdr-rating-times';
import type { StageRun } from './stage';

export type RatingRunProps = {
  readonly run: StageRun;
  readonly records: RatingRecords;
  readonly region: string;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  /** The topic for records that came late. No costs are lost. */
  readonly noticeTopicArn: string;
};

/**
 * Adds everything that one rating run needs, under names that start with the name of the run: the bucket for results, the
 * loader that a schedule starts, the two engines, the Athena table and the alarms.
 */
export const ratingRun = (stack: Construct, props: RatingRunProps) => {
  const { run, records, region, keepsData, alarmTopicArn, noticeTopicArn } = props;
  const { zone = 'UTC', lagHours = 3, limits = {}, prices = 'bulk' } = run;
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(run.name))
    throw new Error(
      `Cannot name a run "${run.name}": expected a lower-case letter, then up to 19 of a-z, 0-9 and -, such as monthly`,
    );
  const id = (ending: string) => `${run.name}-${ending}`;

  const results = new PrivateBucket(stack, id('results'), {
    mayDestroyObjects: !keepsData,
    keepVersionsDays: 30, // a new run replaces the previous result
  });
  const failures = new FailureQueue(stack, id('failures'), {
    means: `A window of the run "${run.name}" was not rated, so its costs are missing. The queue contains the failed event.`,
    alarmTopicArn,
    region,
  });
  const part = (name: string, ...prefixes: readonly [string, ...string[]]) =>
    new BucketPart(stack, id(name), { bucketArn: results.bucket.arn, prefixes });
  const [cache, plans, rated] = [part('prices', 'prices/'), part('plans', 'plans/'), part('rated', 'rated/')];
  const recorded = new BucketPart(stack, id('recorded'), {
    bucketArn: records.bucketArn,
    prefixes: recordFolderPrefixes,
  });

  const rater = new LambdaApp(stack, id('cdr-rater'), {
    code: builtApp('cdr-rater'),
    failureMeans: `The run "${run.name}" failed while it rated a window, so the costs of that window are missing. The previous result stays published.`,
    alarmTopicArn,
    timeoutSeconds: 900, // the longest that Lambda allows
    // A function has a processor for each 1,769 MB (Lambda developer guide, "Configure memory"). New accounts have a quota of 3,008 MB.
    memory: run.memory ?? 3_008,
    temporaryStorage: 10_240,
    onFailure: failures,
    environment: { RECORDS_BUCKET: records.bucketName, RESULTS_BUCKET: results.bucket.bucket },
  })
    .mayUse(recorded, 'list', 'get')
    .mayUse(results, 'list')
    .mayUse(plans, 'get')
    .mayUse(rated, 'get', 'upload', 'delete');

  const job = new GlueJob(stack, id('cdr-glue-job'), {
    folder: 'apps/cdr-glue-job/src',
    code: results,
    region,
    onFailure: failures,
    workers: run.glueWorkers ?? 10,
    timeoutMinutes: 120,
    runsAtOnce: 3, // so that a back-fill can run beside the scheduled run
  })
    .mayUse(recorded, 'list', 'get')
    .mayUse(results, 'list')
    .mayUse(plans, 'get')
    .mayUse(rated, 'get', 'upload', 'delete');

  const loader = new LambdaApp(stack, id('price-loader'), {
    code: builtApp('price-loader'),
    failureMeans: `The run "${run.name}" did not start, so the costs of a window are missing. Its prices could not be loaded, or its window is invalid.`,
    alarmTopicArn,
    timeoutSeconds: 300,
    memory: 1_024,
    onFailure: failures,
    environment: {
      RECORDS_BUCKET: records.bucketName,
      RESULTS_BUCKET: results.bucket.bucket,
      FREQUENCY: run.frequency,
      ZONE: zone,
      CURRENCY: run.currency ?? 'USD',
      RATER_FUNCTION: rater.function.functionName,
      GLUE_JOB: job.job.name,
      GLUE_ABOVE_OBJECTS: String(run.glueAbove?.objects ?? engineLimits.objects),
      GLUE_ABOVE_BYTES: String(run.glueAbove?.bytes ?? engineLimits.bytes),
      PRICE_SOURCE: prices,
      LIMIT_UNRATED: String(limits.unrated ?? 0),
      LIMIT_REJECTED: String(limits.rejected ?? 0),
      LIMIT_CONFLICT: String(limits.conflict ?? 0),
      ...(run.lookBackDays !== undefined && { LOOK_BACK_DAYS: String(run.lookBackDays) }),
      ...(run.lookAheadDays !== undefined && { LOOK_AHEAD_DAYS: String(run.lookAheadDays) }),
      ...(run.arrivals && { ARRIVALS: run.arrivals }),
      ...(run.allowEmpty !== undefined && { ALLOW_EMPTY: String(run.allowEmpty) }),
      LAG_SECONDS: String(lagHours * 3_600),
      NUMBERS: run.numbers ?? 'plain',
    },
  })
    .mayUse(recorded, 'list')
    .mayUse(results, 'list')
    .mayUse(cache, 'get', 'put')
    .mayUse(plans, 'get', 'put')
    .mayUse(rated, 'get')
    .mayUse(rater, 'invoke')
    .mayUse(job, 'start');
  if (prices === 'api') loader.mayUse(new PriceListApi(stack, id('price-list')), 'read');

  new Schedule(stack, id('schedule'), {
    app: loader,
    cron: ratingCron(run),
    zone,
    // Without it, a run that starts late, or is sent again from the queue, would rate the window that ended before the time at which it starts.
    input: { scheduled: scheduledTime },
    onFailure: failures,
  });
  const table = new ResultsTable(stack, run.name, {
    bucket: results,
    prefix: 'rated/athena/',
    partition: 'window',
    columns: ratedColumnNames,
    description: 'The cost of each call at list prices: rated.csv of the published runs',
  });
  const charts = ratingAlarms(stack, { run, logs: [rater.logs, job.output], alarmTopicArn, noticeTopicArn });

  return { results, loader, rater, job, table, failures, charts };
};
