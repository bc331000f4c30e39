import {
  type ChimeVoice,
  CountAlarm,
  HttpApi,
  LambdaApp,
  OperatorPool,
  physicalName,
  type RouteKey,
  Schedule,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { ForwardingTables } from './forwarding-tables';

export type ForwardingControlProps = {
  readonly tables: ForwardingTables;
  readonly chime: ChimeVoice;
  /** What the API and the sweep are told of tables, application and connector. */
  readonly settings: Readonly<Record<string, string>>;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  readonly origins: readonly string[];
};

/** All that can be asked: what the OpenAPI document of forwarding-api lists. */
const routes: readonly RouteKey[] = [
  'GET /numbers',
  'GET /numbers/{number}',
  'GET /numbers/{number}/changes',
  'GET /voice-connectors',
  'GET /sip-media-applications',
  'GET /forwards',
  'GET /forwards/{number}',
  'PUT /forwards/{number}',
  'DELETE /forwards/{number}',
  'GET /operations/{id}',
  'POST /explain',
  'GET /openapi.json',
  'POST /queryNumber',
  'POST /updateNumber',
  'POST /listVoiceConnectors',
];

/** Adds what changes forwards to a stack: the API for operators, and the sweep that finishes what was left. */
export const forwardingControl = (stack: Construct, props: ForwardingControlProps) => {
  const { tables, chime, settings, keepsData, alarmTopicArn, origins } = props;

  const operators = new OperatorPool(stack, 'operators', {
    groups: {
      operators: 'May look at numbers and change their forwards',
      viewers: 'May look at numbers and their forwards',
    },
    deletionProtection: keepsData,
  });

  const asking = new LambdaApp(stack, 'forwarding-api', {
    app: 'forwarding-api',
    failureMeans: 'Operators cannot see or change forwards. Calls go on as they are set.',
    alarmTopicArn,
    timeoutSeconds: 20, // an HTTP API waits no longer than 30
    environment: settings,
  })
    .mayUse(tables.forwards, 'get', 'put', 'delete', 'list')
    .mayUse(tables.operations, 'get', 'put', 'query')
    .mayUse(tables.changes, 'put', 'query')
    .mayUse(chime, 'read-numbers', 'list-destinations', 'move-numbers');
  const api = new HttpApi(stack, 'api', {
    app: asking,
    routes,
    tokens: operators,
    origins,
    failureMeans: 'Operators cannot see or change forwards. Calls go on as they are set.',
    alarmTopicArn,
  });

  const sweeping = new LambdaApp(stack, 'forwarding-sweep', {
    app: 'forwarding-sweep',
    failureMeans:
      'Numbers whose change was interrupted stay half-way: calls to them may reach neither the old place nor the new.',
    alarmTopicArn,
    timeoutSeconds: 60,
    environment: settings,
  })
    .mayUse(tables.forwards, 'get', 'put', 'delete')
    .mayUse(tables.operations, 'get', 'put', 'query')
    .mayUse(tables.changes, 'put')
    .mayUse(chime, 'read-numbers', 'move-numbers');
  new Schedule(stack, 'sweep', { app: sweeping, everyMinutes: 1 });
  new CountAlarm(stack, 'stuck-numbers', {
    name: physicalName(stack, 'stuck numbers', 255),
    means:
      'Calls to a number reach nobody, or the wrong place: Chime refuses again and again to move it, and a person must look.',
    topicArn: alarmTopicArn,
    counts: { namespace: 'Dialplane', metric: 'NumbersStuck' },
  });

  return { api, operators };
};
