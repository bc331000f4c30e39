import { type Chart, CountAlarm, Dashboard, physicalName } from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { StageDnis } from './rolling-dnis-stage';

const counted = (metric: string, dimensions: Readonly<Record<string, string>>) => ({
  namespace: 'Dialplane',
  metric,
  dimensions,
});
const lookUps = (outcome: string) => counted('LookUps', { outcome });

/** Alarms before customers notice, and a dashboard. The name of each alarm has an entry in docs/runbook.md. */
export const rollingDnisAlarms = (
  stack: Construct,
  {
    dnis,
    region,
    alarmTopicArn: topicArn,
  }: {
    readonly dnis: StageDnis;
    readonly region: string;
    readonly alarmTopicArn: string;
  },
): void => {
  const alarm = (
    id: string,
    means: string,
    counts: ReturnType<typeof counted>,
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

  for (const { name, mode = 'exclusive' } of dnis.pools) {
    alarm(
      `no free number in ${name}`,
      'Calls from the legacy platform are transferred without context, or not at all: every number is in use.',
      counted('CheckOuts', { pool: name, outcome: 'all-busy' }),
    );
    alarm(
      `expired reservations in ${name}`,
      'Transfers do not arrive: the legacy platform checks numbers out, and no call follows within the hold.',
      counted('ExpiredReservations', { pool: name }),
      5,
    );
    if (mode === 'exclusive')
      alarm(
        `pool use of ${name}`,
        'Soon no number is free, and calls will be transferred without context. Nobody is hurt yet.',
        counted('PoolUse', { pool: name }),
        80, // percent
        'Maximum',
      );
    else
      alarm(
        `unknown callers in ${name}`,
        'Callers in several transfers at once, or without a number, are transferred without context.',
        counted('CheckOuts', { pool: name, outcome: 'needs-caller' }),
        5,
      );
  }
  alarm(
    'look-up slow',
    'Transferred calls reach an agent without their context: DynamoDB or KMS does not answer within a second.',
    lookUps('slow'),
  );
  alarm(
    'look-up failed',
    'Transferred calls reach an agent without their context: the look-up fails.',
    lookUps('failed'),
  );
  alarm(
    'late calls',
    'Calls arrive after their reservation has expired, and reach an agent without their context.',
    lookUps('late'),
    2,
  );
  alarm(
    'other callers',
    'Calls arrive from another number than was announced: a carrier rewrites numbers, or strangers call the pool.',
    lookUps('caller-differs'),
    5,
  );

  new Dashboard(stack, 'transfers', { region, charts: chartsOf(dnis) });
};

const chartsOf = ({ pools }: StageDnis): readonly Chart[] => [
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
    ].map((outcome) => ({ ...lookUps(outcome), label: outcome })),
  },
  {
    title: 'Reservations that no call came for',
    metrics: pools.map(({ name }) => ({ ...counted('ExpiredReservations', { pool: name }), label: name })),
  },
];
