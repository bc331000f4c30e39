import {
  type Chart,
  type Count,
  CountAlarm,
  Dashboard,
  type LambdaApp,
  LoggedCount,
  ownMetric,
  physicalName,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';

export type DialtoneAlarmsProps = {
  readonly apps: readonly LambdaApp[];
  readonly region: string;
  readonly alarmTopicArn: string;
};

type Counted = (metric: string, dimensions: Readonly<Record<string, string>>) => Count;

/** Errors of Twilio that need an alarm (twilio.com/docs/api/errors). */
const twilioErrors = {
  '32009': [
    'phone not registered',
    'Calls to a phone fail: it is not registered with Twilio, or it has lost its network.',
  ],
  '11200': [
    'webhook failed',
    'Calls from SIP phones fail: Twilio cannot reach our webhooks, or gets errors from them.',
  ],
  '11205': ['webhook slow', 'Calls from SIP phones fail: our webhooks do not answer within 15 seconds.'],
  '13227': [
    'country closed',
    'Calls to a country fail although our policy allows them: the Twilio account may not dial that country.',
  ],
} as const;

const caps = ['concurrent-calls', 'calls-per-hour', 'dollars-per-day'] as const;

/** Adds alarms and a dashboard. Each alarm has an entry in docs/runbook.md. */
export const dialtoneAlarms = (
  stack: Construct,
  { apps, region, alarmTopicArn }: DialtoneAlarmsProps,
): void => {
  const counted: Counted = (metric, dimensions) => ownMetric(stack, metric, dimensions);
  const alarm = (id: string, means: string, counts: LoggedCount['counts'], moreThan = 0): void =>
    void new CountAlarm(stack, id.replaceAll(' ', '-'), {
      name: physicalName(stack, id, 255),
      means,
      topicArn: alarmTopicArn,
      counts,
      moreThan,
    });

  const refused = new LoggedCount(stack, 'refused-webhooks', {
    logs: apps.map(({ logs }) => logs),
    message: 'Refused a webhook',
    metric: 'RefusedWebhooks',
  });
  alarm(
    'webhooks refused',
    "Calls from SIP phones fail if these are Twilio's requests: then the auth token or the public base URL is wrong. If a stranger sends them, no caller is hurt.",
    refused.counts,
    5,
  );
  const unverified = new LoggedCount(stack, 'unverified-webhooks', {
    logs: apps.map(({ logs }) => logs),
    message: 'Answered a webhook that could not be verified',
    metric: 'UnverifiedWebhooks',
  });
  alarm(
    'emergency call not verified',
    "An emergency call was answered although no key fits its webhook. Other calls fail if it was Twilio's: then the auth token was rotated.",
    unverified.counts,
  );
  alarm(
    'calls failing',
    'Calls from SIP phones fail at Twilio or at a carrier.',
    counted('EndedCalls', { status: 'failed' }),
    5,
  );
  for (const cap of caps)
    alarm(
      `cap ${cap} reached`,
      'A phone cannot place calls. Either somebody uses a stolen password, or the cap is too low for its owner.',
      counted('RefusedCalls', { because: cap }),
      3,
    );
  alarm(
    'ledger failed',
    'Callers cannot place international calls, and caps limit other calls only within each instance of the function.',
    counted('LedgerFailures', { counted: 'domestic' }),
    3,
  );
  for (const location of ['unregistered', 'unknown-phone'])
    alarm(
      `emergency call from ${location}`,
      'Somebody called emergency services from a phone whose address the responders cannot see. Call back, and send help if needed.',
      counted('UrgentCalls', { kind: 'emergency', location }),
    );
  alarm(
    'emergency call',
    'Somebody called emergency services. Tell the people on site, so that they can let the responders in.',
    counted('UrgentCalls', { kind: 'emergency', location: 'registered' }),
  );
  alarm(
    'emergency call not connected',
    'A call to emergency services was not connected. Call back, and send help if needed.',
    counted('UrgentCallsNotConnected', { time: '1' }),
  );
  for (const [code, [name, means]] of Object.entries(twilioErrors))
    alarm(name, means, counted('TwilioErrors', { code }), code === '32009' ? 3 : 0);

  new Dashboard(stack, 'phones', { region, charts: chartsOf(counted) });
};

const chartsOf = (counted: Counted): readonly Chart[] => [
  {
    title: 'Calls placed',
    metrics: [
      ...['domestic', 'international', 'toll-free'].map((kind) => ({
        ...counted('PlacedCalls', { kind: 'call', counted: kind }),
        label: kind,
      })),
      ...['on-net', 'operator'].map((kind) => ({
        ...counted('PlacedCalls', { kind, counted: kind }),
        label: kind,
      })),
    ],
  },
  {
    title: 'Calls refused',
    metrics: [...caps, 'country', 'premium', 'not-a-number', 'off-hours', 'suspended'].map((because) => ({
      ...counted('RefusedCalls', { because }),
      label: because,
    })),
  },
  {
    title: 'How calls ended',
    metrics: ['completed', 'busy', 'no-answer', 'failed', 'canceled'].map((status) => ({
      ...counted('EndedCalls', { status }),
      label: status,
    })),
  },
  {
    title: 'Calls to our numbers',
    metrics: ['one', 'several', 'none'].map((rings) => ({
      ...counted('IncomingCalls', { rings }),
      label: rings,
    })),
  },
  {
    title: 'Emergency calls',
    metrics: ['registered', 'unregistered', 'unknown-phone'].map((location) => ({
      ...counted('UrgentCalls', { kind: 'emergency', location }),
      label: location,
    })),
  },
  {
    title: "Twilio's errors",
    metrics: Object.entries(twilioErrors).map(([code, [name]]) => ({
      ...counted('TwilioErrors', { code }),
      label: name,
    })),
  },
];
