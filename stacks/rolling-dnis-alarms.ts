import {
  type Chart,
  type Count,
  CountAlarm,
  Dashboard,
  ownMetric,
  type LambdaApp,
  physicalName,
  SilenceAlarm,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { StageDnis } from './rolling-dnis-stage';

type Counted = (metric: string, dimensions: Readonly<Record<string, string>>) => Count;

/** Adds alarms and a dashboard. Each alarm has an entry in docs/runbook.md. */
export const rollingDnisAlarms = (
  stack: Construct,
  {
    dnis,
    sweep,
    region,
    alarmTopicArn: topicArn,
  }: {
    readonly dnis: StageDnis;
    readonly sweep: LambdaApp;
    readonly region: string;
    readonly alarmTopicArn: string;
  },
): void => {
  const counted: Counted = (metric, dimensions) => ownMetric(stack, metric, dimensions);
  const lookUps = (outcome: string) => counted('LookUps', { outcome });
  const alarm = (
    id: string,
    means: string,
    counts: Count,
    moreThan = 0,
    statistic: 'Sum' | 'Maximum' = 'Sum',
  ): void =>
    void new CountAlarm(stack, id.replaceAll(' ', '-'), {
      name: physicalName(stack, id, 255),
      means,
      topicArn,
      counts,
      moreThan,
      statistic,
    });

  new SilenceAlarm(stack, 'silent-sweep', {
    name: physicalName(stack, 'silent sweep', 255),
    means:
      'The context of customers whose transfer never arrived is not erased: the sweep has not run for an hour.',
    topicArn,
    counts: {
      namespace: 'AWS/Lambda',
      metric: 'Invocations',
      dimensions: { FunctionName: sweep.function.functionName },
    },
    hours: 1,
  });
  for (const { name, mode = 'exclusive', alarmAtPercent = 80 } of dnis.pools) {
    alarm(
      `no free number in ${name}`,
      'Customers are transferred without their context, or not at all: every number of the pool is in use.',
      counted('CheckOuts', { pool: name, outcome: 'all-busy' }),
    );
    alarm(
      `expired reservations in ${name}`,
      'Transferred customers do not arrive: the legacy platform reserves numbers, but no call follows within the hold time.',
      counted('ExpiredReservations', { pool: name }),
      5,
    );
    if (mode === 'exclusive')
      alarm(
        `pool use of ${name}`,
        'Customers will soon be transferred without their context, because few numbers are free. Nobody is hurt yet.',
        counted('PoolUse', { pool: name }),
        alarmAtPercent,
        'Maximum',
      );
    else
      alarm(
        `unknown callers in ${name}`,
        'Customers who withhold their number, or who are in several transfers at once, are transferred without their context.',
        counted('CheckOuts', { pool: name, outcome: 'needs-caller' }),
        5,
      );
  }
  alarm(
    'look-up slow',
    'Transferred customers reach an agent without their context: DynamoDB or KMS does not answer within a second.',
    lookUps('slow'),
  );
  alarm(
    'look-up failed',
    'Transferred customers reach an agent without their context: the look-up fails.',
    lookUps('failed'),
  );
  alarm(
    'late calls',
    'Customers reach an agent without their context, because their calls arrive after the reservation has expired.',
    lookUps('late'),
    2,
  );
  alarm(
    'other callers',
    'Customers reach an agent without their context, because their calls arrive from another number than announced. A carrier rewrites numbers, or strangers call the pool.',
    lookUps('caller-differs'),
    5,
  );

  new Dashboard(stack, 'transfers', { region, charts: chartsOf(dnis, counted) });
};

const chartsOf = ({ pools }: StageDnis, counted: Counted): readonly Chart[] => [
  ...pools.map(({ name }) => ({
    title: `Check-outs of ${name}`,
    metrics: ['granted', 'all-busy', 'caller-busy', 'needs-caller', 'contended'].map((outcome) => ({
      ...counted('CheckOuts', { pool: name, outcome }),
      label: outcome,
    })),
  })),
  {
    title: 'Use of each pool in percent',
    statistic: 'Maximum' as const,
    metrics: pools.map(({ name }) => ({ ...counted('PoolUse', { pool: name }), label: name })),
  },
  {
    title: 'Look-ups',
    metrics: [
      'delivered',
      'delivered-again',
      'late',
      'caller-differs',
      'caller-withheld',
      'not-reserved',
      'no-such-number',
      'slow',
      'failed',
    ].map((outcome) => ({ ...counted('LookUps', { outcome }), label: outcome })),
  },
  {
    title: 'Reservations that no call came for',
    metrics: pools.map(({ name }) => ({ ...counted('ExpiredReservations', { pool: name }), label: name })),
  },
];
