import {
  type ChimeVoice,
  HttpApi,
  LambdaApp,
  OperatorPool,
  type RouteKey,
  Schedule,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import type { ForwardingTables } from './forwarding-tables';
import type { StageConsole } from './stage';

export type ForwardingControlProps = {
  readonly tables: ForwardingTables;
  readonly chime: ChimeVoice;
  /** Environment variables of the API and the sweep: tables, application and connector. */
  readonly settings: Readonly<Record<string, string>>;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  readonly origins: readonly string[];
  readonly requiresSecondFactor: boolean;
  /** The web page for operators, if the stage has one. */
  readonly console: StageConsole | undefined;
};

/** The routes of the OpenAPI document of forwarding-api. */
const routes: readonly RouteKey[] = [
  'GET /numbers',
  'GET /numbers/{number}',
  'GET /numbers/{number}/changes',
  'GET /voice-connectors',
  'GET /sip-media-applications',
  'GET /prompts',
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

/** Adds what changes forwards: the API for operators, and the sweep that resumes unfinished operations. */
export const forwardingControl = (stack: Construct, props: ForwardingControlProps) => {
  const { tables, chime, settings, keepsData, alarmTopicArn, origins, requiresSecondFactor, console } = props;

  const operators = new OperatorPool(stack, 'operators', {
    groups: {
      operators: 'May look at numbers and change their forwards',
      viewers: 'May look at numbers and their forwards',
      ...(console?.showsPools && { transfers: 'May check numbers of DNIS pools out, and release them' }),
    },
    requiresSecondFactor,
    ...(console && { webPage: { prefix: console.signInPrefix, url: `https://${console.host}` } }),
    deletionProtection: keepsData,
  });

  const forwardingApi = new LambdaApp(stack, 'forwarding-api', {
    code: builtApp('forwarding-api'),
    failureMeans: 'Operators cannot see or change forwards. Calls still follow the forwards as they are.',
    alarmTopicArn,
    timeoutSeconds: 20, // an HTTP API waits for at most 30
    environment: settings,
  })
    .mayUse(tables.forwards, 'get', 'put', 'list')
    .mayUse(tables.operations, 'get', 'put')
    .mayUse(tables.changes, 'put', 'query')
    .mayUse(chime, 'read-numbers', 'list-numbers', 'list-connectors', 'list-applications', 'move-numbers');
  const api = new HttpApi(stack, 'api', {
    app: forwardingApi,
    routes,
    tokens: operators,
    origins,
    failureMeans: 'Operators cannot see or change forwards. Calls still follow the forwards as they are.',
    alarmTopicArn,
  });

  const sweep = new LambdaApp(stack, 'forwarding-sweep', {
    code: builtApp('forwarding-sweep'),
    failureMeans:
      'Callers to a number whose change was interrupted may reach neither its old target nor the new one.',
    alarmTopicArn,
    timeoutSeconds: 60,
    environment: settings,
  })
    .mayUse(tables.forwards, 'get', 'put')
    .mayUse(tables.operations, 'get', 'put', 'query')
    .mayUse(tables.changes, 'put')
    .mayUse(chime, 'read-numbers', 'move-numbers');
  new Schedule(stack, 'sweep', { app: sweep, everyMinutes: 1 });

  return { api, forwardingApi, operators, sweep };
};
