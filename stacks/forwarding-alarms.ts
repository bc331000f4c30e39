import {
  type Chart,
  CountAlarm,
  Dashboard,
  type LambdaApp,
  ownMetric,
  physicalName,
  SilenceAlarm,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';

export type ForwardingAlarmsProps = {
  readonly callApp: LambdaApp;
  readonly forwardingApi: LambdaApp;
  readonly sweep: LambdaApp;
  readonly region: string;
  /** The quota for active calls of SIP media applications in the Region. */
  readonly callQuota: number;
  readonly alarmTopicArn: string;
};

const fewFailures = 5;

/**
 * Adds alarms on numbers that cannot be moved, on a sweep that does not run, and on Chime's own metrics, and a dashboard.
 *
 * Metrics: Amazon Chime SDK administration guide, "Monitoring the Amazon Chime SDK with Amazon CloudWatch". The page lists the
 * dimensions `Region` and `VoiceConnectorId` without saying which metric has which. That both of these have `Region` is our
 * reading, because neither belongs to a connector.
 */
export const forwardingAlarms = (
  stack: Construct,
  { callApp, forwardingApi, sweep, region, callQuota, alarmTopicArn }: ForwardingAlarmsProps,
): void => {
  const chime = (metric: string) => ({
    namespace: 'AWS/ChimeVoiceConnector',
    metric,
    dimensions: { Region: region },
  });
  const named = (name: string, means: string) => ({
    name: physicalName(stack, name, 255),
    means,
    topicArn: alarmTopicArn,
  });

  new CountAlarm(stack, 'stuck-numbers', {
    ...named(
      'stuck numbers',
      'Callers to a number reach nobody or the wrong target: Chime keeps refusing to move the number. A person must find out why.',
    ),
    counts: ownMetric(stack, 'NumbersStuck'),
  });
  new SilenceAlarm(stack, 'silent-sweep', {
    ...named(
      'silent sweep',
      'Callers to a number whose change was interrupted may reach neither its old target nor the new one: the sweep has not run for an hour.',
    ),
    counts: {
      namespace: 'AWS/Lambda',
      metric: 'Invocations',
      dimensions: { FunctionName: sweep.function.functionName },
    },
    hours: 1,
  });
  new CountAlarm(stack, 'many-calls', {
    ...named(
      'many calls',
      `New callers will soon be rejected: more than 80 % of the quota of ${callQuota} active calls is in use. Nobody is hurt yet.`,
    ),
    counts: chime('SmaActiveCallCount'),
    statistic: 'Maximum',
    moreThan: 0.8 * callQuota,
  });
  new CountAlarm(stack, 'throttled-calls', {
    ...named('throttled calls', 'Callers do not reach their target: Chime throttles calls of this account.'),
    counts: chime('Throttles'),
  });
  // The page does not say what counts as a failure. A few in a minute may be callees who are busy.
  new CountAlarm(stack, 'failed-incoming-calls', {
    ...named(
      'failed incoming calls',
      `Callers are rejected before they reach Dialplane's SIP media application: Chime reports more than ${fewFailures} failed calls in a minute.`,
    ),
    counts: chime('InboundCallFailures'),
    moreThan: fewFailures,
  });
  new CountAlarm(stack, 'failed-outgoing-calls', {
    ...named(
      'failed outgoing calls',
      `Callers do not reach their target: Chime reports more than ${fewFailures} failed calls to targets in a minute.`,
    ),
    counts: chime('OutboundCallFailures'),
    moreThan: fewFailures,
  });

  const lambda = (app: LambdaApp, metric: string) => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: app.function.functionName },
  });
  const runs = (app: LambdaApp): Chart['metrics'] =>
    ['Invocations', 'Errors', 'Throttles'].map((metric) => ({ ...lambda(app, metric), label: metric }));
  new Dashboard(stack, 'calls', {
    region,
    charts: [
      {
        title: 'Active calls',
        statistic: 'Maximum',
        metrics: [{ ...chime('SmaActiveCallCount'), label: `active, of ${callQuota}` }],
      },
      {
        title: 'Calls that failed at Chime',
        metrics: [
          { ...chime('InboundCallFailures'), label: 'incoming' },
          { ...chime('OutboundCallFailures'), label: 'outgoing' },
          { ...chime('Throttles'), label: 'throttled' },
        ],
      },
      { title: 'Events of calls', metrics: runs(callApp) },
      {
        title: 'Milliseconds for an event of a call, 99th percentile',
        statistic: 'p99',
        metrics: [{ ...lambda(callApp, 'Duration'), label: 'duration' }],
      },
      { title: 'Requests of operators', metrics: runs(forwardingApi) },
      {
        title: 'Numbers that cannot be moved',
        statistic: 'Maximum',
        metrics: [{ ...ownMetric(stack, 'NumbersStuck'), label: 'stuck' }],
      },
    ],
  });
};
