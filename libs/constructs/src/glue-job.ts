import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { GlueJob as Job } from '@cdktf/provider-aws/lib/glue-job';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { BucketPart } from './bucket-part';
import type { FailureQueue } from './failure-queue';
import { FailedRuns } from './failed-runs';
import { permission } from './permission';
import { physicalName } from './physical-name';
import { type Allowance, rolePolicy, trustPolicy } from './policy';
import type { PrivateBucket } from './private-bucket';
import { PythonScripts } from './python-scripts';
import type { Usable } from './usable';

export type GlueJobProps = {
  /** From the top of the workspace: it holds `main.py`, and the packages that this imports. */
  readonly folder: string;
  /** Where its code is kept, below `glue/`. */
  readonly code: PrivateBucket;
  /** The Region that its metrics go to. */
  readonly region: string;
  /** Where it is told of a run that did not succeed. */
  readonly onFailure: FailureQueue;
  /** Each has 4 processors and 16 GB (worker type G.1X). From 2, as one of them leads. */
  readonly workers: number;
  /** After which a run is stopped, and paid for no longer. */
  readonly timeoutMinutes: number;
  /** How many runs there may be at once. @default 1 */
  readonly runsAtOnce?: number;
};

/**
 * A Spark program in Python, run by AWS Glue 5.1 (Spark 3.5.6, Python 3.11): a role that may read its own code and write
 * its own logs, and nothing else; logs that forget; and whoever looks at `onFailure` is told of every run that did not
 * succeed. No run is repeated: what failed once would be paid for twice.
 *
 * Job parameters: AWS Glue developer guide, "Using job parameters in AWS Glue jobs"; logs: "Logging for AWS Glue jobs".
 */
export class GlueJob extends Construct implements Usable<'start'> {
  /** The way out, for what this construct has no word for. */
  readonly job: Job;
  /** What the program prints. */
  readonly output: CloudwatchLogGroup;
  private readonly role: IamRole;

  constructor(scope: Construct, id: string, props: GlueJobProps) {
    super(scope, id);
    const { folder, code, region, onFailure, workers, timeoutMinutes, runsAtOnce = 1 } = props;
    const name = physicalName(this, id);

    const logs = (kind: 'error' | 'output') =>
      new CloudwatchLogGroup(this, kind, { name: `/aws-glue/${name}/${kind}`, retentionInDays: 30 });
    const [errors, output] = [logs('error'), logs('output')];
    this.output = output;

    this.role = new IamRole(this, 'role', { name, assumeRolePolicy: trustPolicy('glue.amazonaws.com') });
    const mayReport = new IamRolePolicy(this, 'may-report', {
      name: 'may-report',
      role: this.role.name,
      policy: rolePolicy(
        {
          // Glue asks for a group before it writes, although it is there.
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
    const mayReadCode = permission(
      this,
      this.role,
      new BucketPart(this, 'code', { bucketArn: code.bucket.arn, prefixes: ['glue/'] }),
      ['get'],
    );

    const scripts = new PythonScripts(this, 'scripts', { bucket: code, prefix: 'glue/', folder });
    this.job = new Job(this, 'job', {
      name,
      roleArn: this.role.arn,
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
      dependsOn: [mayReport, mayReadCode],
    });
    new FailedRuns(this, 'failed-runs', { job: this.job, tells: onFailure });
  }

  /** Lets the job do the named things with `resource`, and nothing else. Say all of them in one call. */
  mayUse<Need extends string>(resource: Usable<Need>, ...needs: [Need, ...Need[]]): this {
    permission(this, this.role, resource, needs);
    return this;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['glue:StartJobRun'], resources: [this.job.arn] }];
  }
}
