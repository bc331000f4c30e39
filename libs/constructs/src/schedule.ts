import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';
import { accountIdOf } from './account';
import type { LambdaApp } from './lambda-app';
import { physicalName } from './physical-name';
import { rolePolicy, trustPolicy } from './policy';

export type ScheduleProps = {
  readonly app: LambdaApp;
  /** From 1. */
  readonly everyMinutes: number;
  /** What the app is handed each time. @default an empty object */
  readonly input?: Readonly<Record<string, unknown>>;
};

/**
 * Runs an app again and again, by EventBridge Scheduler, under a role that may run this one function. A run that could
 * not be started is tried again twice and only within its minute: the next run does the same work.
 */
export class Schedule extends Construct {
  /** The way out, for what this construct has no word for. */
  readonly schedule: SchedulerSchedule;

  constructor(scope: Construct, id: string, { app, everyMinutes, input = {} }: ScheduleProps) {
    super(scope, id);
    const name = physicalName(this, id);
    const role = new IamRole(this, 'role', {
      name,
      // Without it somebody else's schedule could wear our role ("confused deputy": Scheduler User Guide).
      assumeRolePolicy: trustPolicy('scheduler.amazonaws.com', { 'aws:SourceAccount': accountIdOf(this) }),
    });
    const mayRun = new IamRolePolicy(this, 'may-run', {
      name: 'may-run',
      role: role.name,
      policy: rolePolicy({ actions: ['lambda:InvokeFunction'], resources: [app.function.arn] }),
    });
    this.schedule = new SchedulerSchedule(this, 'schedule', {
      name,
      scheduleExpression: `rate(${everyMinutes} minute${everyMinutes === 1 ? '' : 's'})`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: app.function.arn,
        roleArn: role.arn,
        input: JSON.stringify(input),
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
      },
      dependsOn: [mayRun],
    });
  }
}
