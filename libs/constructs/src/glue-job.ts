import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { GlueJob as Job } from '@cdktf/provider-aws/lib/glue-job';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { BucketPart } from './bucket-part';
import { except } from './except';
import { ExpiringLog } from './expiring-log';
import type { FailureQueue } from './failure-queue';
import { FailedRuns } from './failed-runs';
import { Permissions } from './permission';
import { physicalName } from './names';
import { type Allowance, rolePolicy, trustPolicy } from './policy';
import type { PrivateBucket } from './private-bucket';
import { PythonScripts } from './python-scripts';
import type { Usable } from './usable';

export type GlueJobProps = {
  /** The folder with `main.py` and the packages that it imports, relative to the folder with `cdktf.json`. */
  readonly folder: string;
  /** The bucket for its code, which is stored under `glue/`. */
  readonly code: PrivateBucket;
  /** The Region of its metrics. */
  readonly region: string;
  /** The queue that receives an event for each failed run. */
  readonly onFailure: FailureQueue;
  /** The number of workers, each with 4 processors and 16 GB (type G.1X). At least 2, because one is the driver. */
  readonly workers: number;
  /** The time after which Glue stops a run. */
  readonly timeoutMinutes: number;
  /** The highest number of concurrent runs. @default 1 */
  readonly runsAtOnce?: number;
};

/**
 * A Spark program in Python that AWS Glue 5.1 runs (Spark 3.5.6, Python 3.11). Its role may read the program and write
 * its logs, and nothing else. Logs expire. `onFailure` receives an event for every failed run. Glue does not retry a run,
 * because the retry would be billed again and would most likely fail again.
 *
 * Job parameters: AWS Glue developer guide, "Using job parameters in AWS Glue jobs"; logs: "Logging for AWS Glue jobs".
 */
export class GlueJob extends Construct implements Usable<'start'> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly job: Job;
  /** The log of what the program prints. */
  readonly output: CloudwatchLogGroup;
  private readonly permissions: Permissions;

  constructor(scope: Construct, id: string, props: GlueJobProps) {
    super(scope, id);
    const { folder, code, region, onFailure, workers, timeoutMinutes, runsAtOnce = 1 } = props;
    const name = physicalName(this, id);

    const logs = (kind: 'error' | 'output') =>
      new ExpiringLog(this, kind, { name: `/aws-glue/${name}/${kind}`, days: 30 });
    const [errors, output] = [logs('error'), logs('output')];
    this.output = output;

    const role = new IamRole(this, 'role', { name, assumeRolePolicy: trustPolicy('glue.amazonaws.com') });
    const mayReport = new IamRolePolicy(this, 'may-report', {
      name: 'may-report',
      role: role.name,
      policy: rolePolicy(
        {
          // Glue calls CreateLogGroup before it writes, even if the group exists.
          actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${errors.arn}:*`, `${output.arn}:*`],
        },
        {
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          only: { 'cloudwatch:namespace': 'Glue', 'aws:RequestedRegion': region },
        },
      ),
    });
    this.permissions = new Permissions(this, role);
    this.permissions.allow(
      new BucketPart(this, 'code', { bucketArn: code.bucket.arn, prefixes: ['glue/'] }),
      ['get'],
    );

    const scripts = new PythonScripts(this, 'scripts', { bucket: code, prefix: 'glue/', folder });
    this.job = new Job(this, 'job', {
      name,
      roleArn: role.arn,
      glueVersion: '5.1',
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: scripts.main },
      workerType: 'G.1X',
      numberOfWorkers: workers,
      timeout: timeoutMinutes,
      maxRetries: 0,
      executionProperty: { maxConcurrentRuns: runsAtOnce },
      defaultArguments: {
        '--job-language': 'python',
        '--job-bookmark-option': 'job-bookmark-disable',
        '--enable-metrics': 'true',
        '--custom-logGroup-prefix': `/aws-glue/${name}`,
        '--extra-py-files': scripts.packages,
      },
      dependsOn: [mayReport, ...this.permissions.policies],
    });
    except(
      this.job,
      'CKV_AWS_195',
      'Its buckets and its logs are encrypted already, and it uses no bookmarks.',
    );
    new FailedRuns(this, 'failed-runs', { job: this.job, tells: onFailure });
  }

  /** Lets the job use `resource` in the named ways, and in no other. A second call for a resource adds to the first. */
  mayUse<Need extends string>(resource: Usable<Need>, ...needs: [Need, ...Need[]]): this {
    this.permissions.allow(resource, needs);
    return this;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['glue:StartJobRun'], resources: [this.job.arn] }];
  }
}
