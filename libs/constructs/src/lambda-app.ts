import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { regionOf } from './account';
import { networkActions, tracingActions } from './actions-without-resource';
import { type AddedFiles, CodeBundle, type LambdaCode } from './code-bundle';
import { CountAlarm } from './count-alarm';
import { exceptFrom } from './except';
import { ExpiringLog } from './expiring-log';
import type { FailureQueue } from './failure-queue';
import { metricNamespace, physicalName } from './names';
import { Permissions } from './permission';
import { type Allowance, rolePolicy, trustPolicy } from './policy';
import type { Usable } from './usable';

export type LambdaAppProps = {
  /** Its code: the path of a folder or a zip archive, or a builder. */
  readonly code: LambdaCode;
  /** The names of its function, role, log group and alarms end in it. @default the id of this construct */
  readonly name?: string;
  /** The file and the export that Lambda calls. @default main.handler */
  readonly handler?: string;
  /** `nodejs24.x` needs version 6.19.0 or later of Terraform's AWS provider. @default nodejs22.x */
  readonly runtime?: LambdaRuntime;
  /** @default arm64 */
  readonly architecture?: 'arm64' | 'x86_64';
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
  /** JSON files that are deployed with the code, such as configuration. @default none */
  readonly adds?: AddedFiles;
  /** Connects the function to subnets of a VPC. @default it can reach the internet and AWS, and no private network */
  readonly vpc?: LambdaVpc;
  /** Whether AWS X-Ray traces invocations. Lambda samples the first request each second and 5 % of the others. @default false */
  readonly tracing?: boolean;
  /**
   * Publishes versions, and sends requests to one of them through the alias `serving`. With `newest`, that is the version
   * deployed last. With `released`, Terraform publishes versions, and a release moves the alias to them. With `promoted`,
   * Terraform creates the function, and later only a promotion changes code and alias.
   *
   * @default no versions: requests reach the function itself
   */
  readonly serves?: Serves;
};

/** Which version serves requests. */
export type Serves = 'newest' | 'released' | 'promoted';

/** The runtimes for zip archives in which AWS lets new functions be created (Lambda developer guide, "Lambda runtimes"). */
export type LambdaRuntime =
  | 'nodejs22.x'
  | 'nodejs24.x'
  | 'python3.12'
  | 'python3.13'
  | 'python3.14'
  | 'java21'
  | 'dotnet8'
  | 'provided.al2023';

/** The subnets and security groups of a function. */
export type LambdaVpc = {
  readonly subnetIds: readonly [string, ...string[]];
  readonly securityGroupIds: readonly [string, ...string[]];
};

/** The retentions that CloudWatch Logs accepts, up to two years (API reference, "PutRetentionPolicy"). */
export type LogDays = 1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731;

/**
 * An app as a Lambda function: its code, its own log group, a role that may only write that log until `mayUse` allows more,
 * and alarms on errors and throttles that say who is hurt.
 *
 * @throws when there is no code with the handler, or the name is too long for IAM
 */
export class LambdaApp extends Construct implements Usable<'invoke'> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly function: LambdaFunction;
  /** Its log group. */
  readonly logs: CloudwatchLogGroup;
  /** The alias that requests reach, if versions are published. */
  readonly alias: LambdaAlias | undefined;
  private readonly role: IamRole;
  private readonly permissions: Permissions;

  constructor(scope: Construct, id: string, props: LambdaAppProps) {
    super(scope, id);
    const { code, adds, handler = 'main.handler', runtime = 'nodejs22.x', vpc, tracing = false } = props;
    const ownName = props.name ?? id;
    const name = physicalName(this, ownName);

    this.logs = new ExpiringLog(this, 'logs', { name: `/aws/lambda/${name}`, days: props.logDays ?? 30 });
    this.role = new IamRole(this, 'role', { name, assumeRolePolicy: trustPolicy('lambda.amazonaws.com') });
    this.permissions = new Permissions(this, this.role);
    const may = (what: string, allowance: Allowance) =>
      new IamRolePolicy(this, what, { name: what, role: this.role.name, policy: rolePolicy(allowance) });
    const mayLog = may('may-log', {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${this.logs.arn}:*`], // the streams of this one group
    });
    const inItsRegion = (actions: Allowance['actions']): Allowance => ({
      actions,
      resources: ['*'],
      only: { 'aws:RequestedRegion': regionOf(this) },
    });

    const bundle = new CodeBundle(this, 'bundle', { name: ownName, code, handler, runtime, adds });
    this.function = new LambdaFunction(this, 'function', {
      functionName: name,
      role: this.role.arn,
      architectures: [props.architecture ?? 'arm64'],
      runtime,
      handler,
      filename: bundle.path,
      sourceCodeHash: bundle.hash,
      timeout: props.timeoutSeconds ?? 5,
      memorySize: props.memory ?? 512,
      loggingConfig: { logFormat: 'JSON', logGroup: this.logs.name },
      dependsOn: [
        mayLog, // otherwise the first invocations would leave no log
        ...(vpc ? [may('may-connect', inItsRegion(networkActions))] : []), // Lambda checks that the role may connect
        ...(tracing ? [may('may-trace', inItsRegion(tracingActions))] : []),
      ],
      ...(vpc && {
        vpcConfig: { subnetIds: [...vpc.subnetIds], securityGroupIds: [...vpc.securityGroupIds] },
      }),
      ...(tracing && { tracingConfig: { mode: 'Active' } }),
      ...(props.temporaryStorage && { ephemeralStorage: { size: props.temporaryStorage } }),
      environment: { variables: { METRICS_NAMESPACE: metricNamespace(this), ...props.environment } },
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      ...(props.serves && { publish: true }),
      ...(props.serves === 'promoted' && { lifecycle: { ignoreChanges: ['filename', 'source_code_hash'] } }),
    });
    exceptFrom(this.function, exceptionsOf(props));
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
        ...(this.alias && { qualifier: this.alias.name }),
        maximumRetryAttempts: 1,
        maximumEventAgeInSeconds: 21_600, // six hours, which is AWS's default
        destinationConfig: { onFailure: { destination: props.onFailure.queue.arn } },
        dependsOn: [...this.permissions.policies], // Lambda checks that the role may send to the queue
      });
    }
  }

  /** The ARN that callers invoke: that of the alias, if versions are published. */
  get invokedArn(): string {
    return this.alias?.arn ?? this.function.arn;
  }

  /** What must exist before this app can work: its function and the permissions that were granted so far. */
  get ready(): readonly ITerraformDependable[] {
    return [this.function, ...this.permissions.policies];
  }

  /** Lets this app use `resource` in the named ways, and in no other. A second call for a resource adds to the first. */
  mayUse<Need extends string>(resource: Usable<Need>, ...needs: [Need, ...Need[]]): this {
    this.permissions.allow(resource, needs);
    return this;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['lambda:InvokeFunction'], resources: [this.invokedArn] }];
  }
}

/** The description records the version that served before. A renamed alias is created before the old one is deleted. */
const servingAlias = (scope: Construct, of: LambdaFunction, serves: Serves): LambdaAlias =>
  new LambdaAlias(scope, 'serving', {
    name: 'serving',
    functionName: of.functionName,
    functionVersion: of.version,
    lifecycle: {
      createBeforeDestroy: true,
      ignoreChanges: ['description', ...(serves === 'newest' ? [] : ['function_version', 'routing_config'])],
    },
  });

/** The rules of Checkov that a function does not follow, with the reasons. */
const exceptionsOf = ({ vpc, tracing, reservedConcurrency, onFailure }: LambdaAppProps) => ({
  CKV_AWS_116: onFailure
    ? 'An event invoke configuration sends failed events to a queue.'
    : 'Its callers wait for the answer, or the next scheduled run does the same work.',
  CKV_AWS_173: 'The settings are names and limits. Secrets are in Secrets Manager.',
  CKV_AWS_272: 'Only the role that deploys can change the code, and every plan shows its hash.',
  ...(!vpc && {
    CKV_AWS_117: 'It uses public endpoints only. The option vpc connects a function to a private network.',
  }),
  ...(!tracing && {
    CKV_AWS_50: 'Log lines carry the ids of calls across functions. The option tracing turns on X-Ray.',
  }),
  ...(reservedConcurrency === undefined && {
    CKV_AWS_115: 'A reservation takes concurrency from all other functions. An alarm reports throttles.',
  }),
});
