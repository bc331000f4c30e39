import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import { except } from './except';
import type { FailureQueue } from './failure-queue';
import type { LambdaApp } from './lambda-app';
import { physicalName } from './names';
import { rolePolicy, trustPolicy } from './policy';

/**
 * In the input of a schedule: EventBridge Scheduler replaces it by the time for which it planned the run, such as
 * `2022-03-22T18:59:43Z`, which stays the same when it retries (user guide, "Adding context attributes").
 */
export const scheduledTime = '<aws.scheduler.scheduled-time>';

export type ScheduleProps = {
  readonly app: LambdaApp;
  /** The event that the app receives each time. May contain `scheduledTime`. @default an empty object */
  readonly input?: Readonly<Record<string, unknown>>;
} & (EveryMinutes | AtTimes);

/** A run that cannot start is retried twice, within a minute. Later retries would be useless: the next run does the same work. */
export type EveryMinutes = {
  /** At least 1. */
  readonly everyMinutes: number;
};

/** Each run has its own work. One that cannot start is retried for a day, and then sent to `onFailure`. */
export type AtTimes = {
  /** Six fields, in the format of EventBridge Scheduler: `10 3 1 * ? *` is 03:10 on the first of each month. */
  readonly cron: string;
  /** IANA name of the time zone. */
  readonly zone: string;
  readonly onFailure: FailureQueue;
};

/** Runs an app on a schedule of EventBridge Scheduler, with a role that may invoke this one function. */
export class Schedule extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly schedule: SchedulerSchedule;

  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { app, input = {} } = props;
    const name = physicalName(this, id);
    const role = new IamRole(this, 'role', {
      name,
      // Without this, a schedule of another customer could assume our role (Scheduler User Guide, "Confused deputy").
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
        arn: app.invokedArn,
        roleArn: role.arn,
        input: JSON.stringify(input),
        ...retriesOf(props),
      },
      dependsOn: [mayRun],
    });
    except(
      this.schedule,
      'CKV_AWS_297',
      'A schedule contains no data of callers. Scheduler encrypts it with its own key.',
    );
  }
}

const timesOf = (props: EveryMinutes | AtTimes) =>
  'cron' in props
    ? { scheduleExpression: `cron(${props.cron})`, scheduleExpressionTimezone: props.zone }
    : { scheduleExpression: `rate(${props.everyMinutes} minute${props.everyMinutes === 1 ? '' : 's'})` };

// Scheduler allows at most 185 retries within a day (API reference, "RetryPolicy").
const retriesOf = (props: EveryMinutes | AtTimes) =>
  'cron' in props
    ? {
        retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
        deadLetterConfig: { arn: props.onFailure.queue.arn },
      }
    : { retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 } };
