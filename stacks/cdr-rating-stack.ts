import { Dashboard } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { ratingRecords } from './cdr-rating-records';
import { ratingRun } from './cdr-rating-run';
import { PlatformStack, type PlatformProps } from './platform-stack';

/** Rates call detail records on a schedule, and past windows on request: docs/guides/cdr-rating.md. */
export class CdrRatingStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id, props);
    const { keepsData, rating, keepDays } = props;
    const { region, alarmTopicArn, noticeTopicArn } = this;

    const records = ratingRecords(this, rating, keepsData, keepDays?.oldVersions ?? 30);
    this.publish({ records_bucket: records.bucketName });
    const runs = rating.runs.map((run) => ({
      run,
      made: ratingRun(this, { run, records, region, keepsData, alarmTopicArn, noticeTopicArn }),
    }));
    if (runs.length > 0)
      new Dashboard(this, 'rating', { region, charts: runs.flatMap(({ made }) => made.charts) });
    for (const { run, made } of runs) {
      const outputs = {
        price_loader: made.loader.function.functionName,
        cdr_rater: made.rater.function.functionName,
        glue_job: made.job.job.name,
        results_bucket: made.results.bucket.bucket,
        athena_table: `${made.table.table.databaseName}.${made.table.table.name}`,
        failures_queue: made.failures.queue.url,
      };
      this.publish(
        Object.fromEntries(
          Object.entries(outputs).map(([name, value]) => [`${run.name.replaceAll('-', '_')}_${name}`, value]),
        ),
      );
    }
  }
}
