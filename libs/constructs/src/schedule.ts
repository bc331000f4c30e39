import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { FailureQueue } from './failure-queue';
import type { LambdaApp } from './lambda-app';
import { physicalName } from './physical-name';
import { rolePolicy, trustPolicy } from './policy';

export type ScheduleProps = {
  readonly app: LambdaApp;
  /** What the app is handed each time. @default an empty object */
  readonly input?: Readonly<Record<string, unknown>>;
} & (EveryMinutes | AtTimes);

/** A run that could not be started is tried again twice and only within its minute: the next run does the same work. */
export type EveryMinutes = {
  /** From 1. */
  readonly everyMinutes: number;
};

/** Each run has work of its own: one that could not be started is tried again for a day, and then goes to `onFailure`. */
export type AtTimes = {
  /** Six fields, as EventBridge Scheduler has them: `10 3 1 * ? *` is ten past three on the first of each month. */
  readonly cron: string;
  /** The zone whose clock is meant, by its IANA name. */
  readonly zone: string;
  readonly onFailure: FailureQueue;
};

/** Runs an app again and again, by EventBridge Scheduler, under a role that may run this one function. */
export class Schedule extends Construct {
  /** The way out, for what this construct has no word for. */
  readonly schedule: SchedulerSchedule;

  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { app, input = {} } = props;
    const name = physicalName(this, id);
    const role = new IamRole(this, 'role', {
      name,
      // Without it somebody else's schedule could wear our role ("confused deputy": Scheduler User Guide).
      assumeRolePolicy: trustPolicy('scheduler.amazonaws.com', { 'aws:SourceAccount': accountIdOf(this) }),
    });
    const mayRun = new IamRolePolicy(this, 'may-run', {
      name: 'may-run',
      role: role.name,
      policy: rolePolicy(...app.allowancesFor(), ...('cron' in props ? props.onFailure.allowancesFor() : [])),
    });
    this.schedule = new SchedulerSchedule(this, 'schedule', {
      name,
      ...timesOf(props),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: app.function.arn,
        roleArn: role.arn,
        input: JSON.stringify(input),
        ...patienceOf(props),
      },
      dependsOn: [mayRun],
    });
  }
}

const timesOf = (props: EveryMinutes | AtTimes) =>
  'cron' in props
    ? { scheduleExpression: `cron(${props.cron})`, scheduleExpressionTimezone: props.zone }
    : { scheduleExpression: `rate(${props.everyMinutes} minute${props.everyMinutes === 1 ? '' : 's'})` };

// The longest that Scheduler goes on is a day and 185 times (API reference, "RetryPolicy").
const patienceOf = (props: EveryMinutes | AtTimes) =>
  'cron' in props
    ? {
        retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
        deadLetterConfig: { arn: props.onFailure.queue.arn },
      }
    : { retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 } };
