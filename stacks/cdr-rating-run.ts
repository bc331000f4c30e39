import {
  BucketPart,
  FailureQueue,
  GlueJob,
  LambdaApp,
  PriceListApi,
  PrivateBucket,
  ResultsTable,
  Schedule,
} from '@dialplane/constructs';
import { ratedColumnNames } from '@dialplane/rating-definitions';
import type { Construct } from 'constructs';
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
};

/**
 * Adds all that one run needs to a stack, under names that begin with the run's: where its results go, the loader that
 * decides by the clock what is to be done, the two engines that can do it, and who is told when it is not done.
 */
export const ratingRun = (stack: Construct, props: RatingRunProps) => {
  const { run, records, region, keepsData, alarmTopicArn } = props;
  const { zone = 'UTC', lagHours = 3, limits = {}, prices = 'bulk' } = run;
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(run.name))
    throw new Error(
      `Cannot name a run "${run.name}": expected a small letter, then up to 19 of a-z, 0-9 and -, such as monthly`,
    );
  const id = (ending: string) => `${run.name}-${ending}`;

  const results = new PrivateBucket(stack, id('results'), {
    mayDestroyObjects: !keepsData,
    keepVersionsDays: 30, // a run replaces the one before it
  });
  const failures = new FailureQueue(stack, id('failures'), {
    means: `A window of the run "${run.name}" was not rated: its costs are missing. What failed lies in the queue.`,
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
    app: 'cdr-rater',
    name: id('cdr-rater'),
    failureMeans: `The run "${run.name}" broke off while it rated: what was published before stands, this window's costs are missing.`,
    alarmTopicArn,
    timeoutSeconds: 900, // the longest that Lambda lets it run
    memory: 3_538, // with 1,769 MB for each processor, that is two (Lambda developer guide, "Configure memory")
    temporaryStorage: 10_240,
    onFailure: failures,
    environment: { RECORDS_BUCKET: records.bucketName, RESULTS_BUCKET: results.bucket.bucket },
  })
    .mayUse(recorded, 'list', 'get')
    .mayUse(results, 'list')
    .mayUse(plans, 'get')
    .mayUse(rated, 'get', 'put', 'delete');

  const job = new GlueJob(stack, id('cdr-glue-job'), {
    folder: 'apps/cdr-glue-job/src',
    code: results,
    region,
    onFailure: failures,
    workers: run.glueWorkers ?? 10,
    timeoutMinutes: 120,
    runsAtOnce: 3, // a back-fill beside the run by the clock
  })
    .mayUse(recorded, 'list', 'get')
    .mayUse(results, 'list')
    .mayUse(plans, 'get')
    .mayUse(rated, 'get', 'put', 'delete');

  const loader = new LambdaApp(stack, id('price-loader'), {
    app: 'price-loader',
    name: id('price-loader'),
    failureMeans: `The run "${run.name}" did not begin: prices could not be had, or the window makes no sense.`,
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
      GLUE_ABOVE_OBJECTS: String(run.glueAbove?.objects ?? 300_000),
      GLUE_ABOVE_BYTES: String(run.glueAbove?.bytes ?? 2 * 2 ** 30),
      PRICE_SOURCE: prices,
      LIMIT_UNRATED: String(limits.unrated ?? 0),
      LIMIT_REJECTED: String(limits.rejected ?? 0),
      LIMIT_CONFLICT: String(limits.conflict ?? 0),
      LOOK_BACK_DAYS: String(run.lookBackDays ?? 3),
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
    onFailure: failures,
  });
  const table = new ResultsTable(stack, run.name, {
    bucket: results,
    prefix: 'rated/athena/',
    partition: 'window',
    columns: ratedColumnNames,
    description: 'What each call cost, by list prices: rated.csv of the runs that stand.',
  });
  ratingAlarms(stack, { run, logs: [rater.logs, job.output], alarmTopicArn });

  return { results, loader, rater, job, table, failures };
};
