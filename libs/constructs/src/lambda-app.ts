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
import { permission } from './permission';
import { physicalName } from './physical-name';
import { type Allowance, rolePolicy, trustPolicy } from './policy';
import type { Usable } from './usable';

export type LambdaAppProps = {
  /** The app's folder in `apps/`: also the last part of the names of function, role, log group and alarms. */
  readonly app: string;
  /** The last part of those names instead, where a stack has an app more than once. @default the app's folder */
  readonly name?: string;
  /** Who loses what when this app fails. The alarms say it to whoever is woken. */
  readonly failureMeans: string;
  /** The SNS topic that wakes them. */
  readonly alarmTopicArn: string;
  /** @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 5, after which a SIP media application stops waiting and asks again */
  readonly timeoutSeconds?: number;
  /** Megabytes. The share of a processor grows with it. @default 512 */
  readonly memory?: number;
  /** Megabytes of `/tmp`, up to 10,240. @default 512 */
  readonly temporaryStorage?: number;
  /** Where an event goes that it was handed without waiting and failed at, twice. @default after three times it is lost */
  readonly onFailure?: FailureQueue;
  /** Days that logs are kept. @default 30 */
  readonly logDays?: LogDays;
  /** A folder of the workspace whose JSON files are deployed with the code, such as configuration. @default none */
  readonly adds?: { readonly folder: string; readonly as: string };
  /**
   * Publishes versions, and has calls reach one of them by the alias `serving`. `newest`: what is deployed serves at once.
   * `promoted`: Terraform creates the function, and afterwards only a promotion changes its code and what serves.
   *
   * @default calls reach the function itself
   */
  readonly serves?: 'newest' | 'promoted';
  /** @default nodejs22.x. `nodejs24.x` needs version 6.19.0 of Terraform's AWS provider, or newer. */
  readonly runtime?: 'nodejs22.x' | 'nodejs24.x';
};

/** The retentions that CloudWatch Logs knows, up to two years (API reference, "PutRetentionPolicy"). */
export type LogDays = 1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731;

/**
 * One app from `apps/` as a Lambda function: its bundle, its own log group, a role that may write there and nothing
 * else, and alarms on errors and throttles that say who is hurt.
 *
 * @throws when the app has not been built, or its name grows too long for IAM.
 */
export class LambdaApp extends Construct implements Usable<'invoke'> {
  /** The way out, for what this construct has no word for. */
  readonly function: LambdaFunction;
  /** Where it writes its log. */
  readonly logs: CloudwatchLogGroup;
  /** What calls reach, where versions are published. */
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
      dependsOn: [mayLog], // or the first calls leave no log
      ...(props.temporaryStorage && { ephemeralStorage: { size: props.temporaryStorage } }),
      ...(props.environment && { environment: { variables: { ...props.environment } } }),
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
        maximumEventAgeInSeconds: 21_600, // six hours, as AWS has it where nothing is said
        destinationConfig: { onFailure: { destination: props.onFailure.queue.arn } },
        dependsOn: [...this.permissions], // Lambda asks whether the role may send there
      });
    }
  }

  /** What must be there before this app can do its work: its function, and all that it has been allowed so far. */
  get ready(): readonly ITerraformDependable[] {
    return [this.function, ...this.permissions];
  }

  /** Lets this app do the named things with `resource`, and nothing else. Say all of them in one call. */
  mayUse<Need extends string>(resource: Usable<Need>, ...needs: [Need, ...Need[]]): this {
    this.permissions.push(permission(this, this.role, resource, needs));
    return this;
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['lambda:InvokeFunction'], resources: [this.function.arn] }];
  }
}

/** Its description remembers what served before. A new name is made before the old one goes, so calls always reach one. */
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
