import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AppBundle } from './app-bundle';
import { CountAlarm } from './count-alarm';
import type { FailureQueue } from './failure-queue';
import { metricNamespace } from './own-metric';
import { permission } from './permission';
import { physicalName } from './physical-name';
import { type Allowance, rolePolicy, trustPolicy } from './policy';
import type { Usable } from './usable';

export type LambdaAppProps = {
  /** The app's folder in `apps/`. The names of its function, role, log group and alarms end in it. */
  readonly app: string;
  /** Replaces the folder in those names, for a stack that has an app more than once. @default the app's folder */
  readonly name?: string;
  /** Who is hurt when this app fails, and how. It is the text of its alarms. */
  readonly failureMeans: string;
  /** The SNS topic that notifies the person on call. */
  readonly alarmTopicArn: string;
  /** Environment variables, besides `METRICS_NAMESPACE`. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 5, because a SIP media application waits no longer before it retries */
  readonly timeoutSeconds?: number;
  /** Megabytes. More memory also means a larger share of a processor. @default 512 */
  readonly memory?: number;
  /** Megabytes of `/tmp`, up to 10,240. @default 512 */
  readonly temporaryStorage?: number;
  /**
   * Concurrent executions that are reserved for this app, which also limits it to that number. AWS requires that the account
   * keeps 100 for all other functions, so a new account with a small quota cannot reserve any.
   *
   * @default none
   */
  readonly reservedConcurrency?: number;
  /** Receives each asynchronous event that failed twice. @default an event that failed three times is lost */
  readonly onFailure?: FailureQueue;
  /** Retention of the log in days. @default 30 */
  readonly logDays?: LogDays;
  /** A folder of the workspace whose JSON files are deployed with the code, such as configuration. @default none */
  readonly adds?: { readonly folder: string; readonly as: string };
  /**
   * Publishes versions, and sends requests to one of them through the alias `serving`. With `newest`, that is the version
   * deployed last. With `promoted`, Terraform creates the function, and later only a promotion changes code and alias.
   *
   * @default no versions: requests reach the function itself
   */
  readonly serves?: 'newest' | 'promoted';
  /** `nodejs24.x` needs version 6.19.0 or later of Terraform's AWS provider. @default nodejs22.x */
  readonly runtime?: 'nodejs22.x' | 'nodejs24.x';
};

/** The retentions that CloudWatch Logs accepts, up to two years (API reference, "PutRetentionPolicy"). */
export type LogDays = 1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731;

/**
 * One app from `apps/` as a Lambda function: its bundle, its own log group, a role that may only write that log until
 * `mayUse` allows more, and alarms on errors and throttles that say who is hurt.
 *
 * @throws when the app has not been built, or its name is too long for IAM
 */
export class LambdaApp extends Construct implements Usable<'invoke'> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly function: LambdaFunction;
  /** Its log group. */
  readonly logs: CloudwatchLogGroup;
  /** The alias that requests reach, if versions are published. */
  readonly alias: LambdaAlias | undefined;
  private readonly role: IamRole;
  private readonly permissions: IamRolePolicy[] = [];

  constructor(scope: Construct, id: string, props: LambdaAppProps) {
    super(scope, id);
    const name = physicalName(this, props.name ?? props.app);

    this.logs = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/lambda/${name}`,
      retentionInDays: props.logDays ?? 30,
    });
    this.role = new IamRole(this, 'role', { name, assumeRolePolicy: trustPolicy('lambda.amazonaws.com') });
    const mayLog = new IamRolePolicy(this, 'may-log', {
      name: 'may-log',
      role: this.role.name,
      policy: rolePolicy({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${this.logs.arn}:*`], // the streams of this one group
      }),
    });

    const bundle = new AppBundle(this, 'bundle', props.app, props.adds);
    this.function = new LambdaFunction(this, 'function', {
      functionName: name,
      role: this.role.arn,
      architectures: ['arm64'],
      runtime: props.runtime ?? 'nodejs22.x',
      handler: 'main.handler',
      filename: bundle.path,
      sourceCodeHash: bundle.hash,
      timeout: props.timeoutSeconds ?? 5,
      memorySize: props.memory ?? 512,
      loggingConfig: { logFormat: 'JSON', logGroup: this.logs.name },
      dependsOn: [mayLog], // otherwise the first invocations would leave no log
      ...(props.temporaryStorage && { ephemeralStorage: { size: props.temporaryStorage } }),
      environment: { variables: { METRICS_NAMESPACE: metricNamespace(this), ...props.environment } },
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      ...(props.serves && { publish: true }),
      ...(props.serves === 'promoted' && { lifecycle: { ignoreChanges: ['filename', 'source_code_hash'] } }),
    });
    this.alias = props.serves && servingAlias(this, this.function, props.serves);

    for (const metric of ['Errors', 'Throttles'] as const)
      new CountAlarm(this, metric.toLowerCase(), {
        name: `${name} ${metric.toLowerCase()}`,
        means: props.failureMeans,
        topicArn: props.alarmTopicArn,
        counts: {
          namespace: 'AWS/Lambda',
          metric,
          dimensions: { FunctionName: this.function.functionName },
        },
      });

    if (props.onFailure) {
      this.mayUse(props.onFailure, 'send');
      new LambdaFunctionEventInvokeConfig(this, 'when-handed-over', {
        functionName: this.function.functionName,
        maximumRetryAttempts: 1,
        maximumEventAgeInSeconds: 21_600, // six hours, which is AWS's default
        destinationConfig: { onFailure: { destination: props.onFailure.queue.arn } },
        dependsOn: [...this.permissions], // Lambda checks that the role may send to the queue
      });
    }
  }

  /** What must exist before this app can work: its function and the permissions that were granted so far. */
  get ready(): readonly ITerraformDependable[] {
    return [this.function, ...this.permissions];
  }

  /** Lets this app use `resource` in the named ways, and no other. Name all of them in one call. */
  mayUse<Need extends string>(resource: Usable<Need>, ...needs: [Need, ...Need[]]): this {
    this.permissions.push(permission(this, this.role, resource, needs));
    return this;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['lambda:InvokeFunction'], resources: [this.function.arn] }];
  }
}

/** The description records the version that served before. A renamed alias is created before the old one is deleted. */
const servingAlias = (scope: Construct, of: LambdaFunction, serves: 'newest' | 'promoted'): LambdaAlias =>
  new LambdaAlias(scope, 'serving', {
    name: 'serving',
    functionName: of.functionName,
    functionVersion: of.version,
    lifecycle: {
      createBeforeDestroy: true,
      ignoreChanges: ['description', ...(serves === 'promoted' ? ['function_version'] : [])],
    },
  });
