import {
  type ConnectInstance,
  HttpApi,
  LambdaApp,
  OperatorPool,
  type RouteKey,
  Schedule,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import type { StageDnis } from './rolling-dnis-stage';
import type { RollingDnisData } from './rolling-dnis-tables';

export type RollingDnisTransfersProps = {
  readonly data: RollingDnisData;
  readonly instance: ConnectInstance;
  readonly dnis: StageDnis;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  readonly origins: readonly string[];
};

/** Every route of the pool API. `ANY /` is not one: the published sample's requests are POST or GET. */
const routes: readonly RouteKey[] = [
  'GET /',
  'POST /',
  'GET /pools',
  'POST /pools/{pool}/reservations',
  'GET /pools/{pool}/reservations/{reservation}',
  'DELETE /pools/{pool}/reservations/{reservation}',
  'POST /pools/{pool}/reservations/{reservation}/renewal',
  'GET /pools/{pool}/numbers',
  'PUT /pools/{pool}/numbers/{number}',
  'DELETE /pools/{pool}/numbers/{number}',
  'POST /pools/{pool}/import',
];

/** Adds the pool API, the look-up of the flow, the sweep and, to try them, the legacy platform to a stack. */
export const rollingDnisTransfers = (stack: Construct, props: RollingDnisTransfersProps) => {
  const { data, instance, dnis, keepsData, alarmTopicArn, origins } = props;
  const { reservations, contextKey } = data;
  const environment = {
    RESERVATIONS_TABLE: reservations.table.name,
    CONTEXT_KEY_ID: contextKey.key.arn,
    POOLS: JSON.stringify(dnis.pools.map(({ claim: _claim, adopt: _adopt, ...pool }) => pool)),
  };

  const operators = new OperatorPool(stack, 'operators', {
    groups: {
      operators: 'May add and retire numbers, and check them out',
      transfers: 'May check numbers out and release them',
    },
    deletionProtection: keepsData,
  });
  const cannotCheckOut =
    'The legacy platform cannot check numbers out: its calls arrive without context, or are not transferred.';
  const poolApi = new LambdaApp(stack, 'dnis-api', {
    app: 'dnis-api',
    failureMeans: cannotCheckOut,
    alarmTopicArn,
    timeoutSeconds: 20, // an HTTP API waits for at most 30 seconds
    environment,
  })
    .mayUse(reservations, 'get', 'put', 'update', 'query')
    .mayUse(contextKey, 'seal', 'open');
  const api = new HttpApi(stack, 'api', {
    app: poolApi,
    routes,
    tokens: operators,
    origins,
    failureMeans: cannotCheckOut,
    alarmTopicArn,
  });

  const lookup = new LambdaApp(stack, 'dnis-lookup', {
    app: 'dnis-lookup',
    failureMeans: 'Transferred calls reach an agent without their context, and customers start again.',
    alarmTopicArn,
    timeoutSeconds: 8, // a flow waits for at most that long
    memory: 1024, // it starts faster
    environment,
  })
    .mayUse(reservations, 'get', 'update')
    .mayUse(contextKey, 'open');

  const sweep = new LambdaApp(stack, 'dnis-sweep', {
    app: 'dnis-sweep',
    failureMeans:
      'Numbers whose calls never arrived become free only when they are needed, and contexts are erased late.',
    alarmTopicArn,
    timeoutSeconds: 60,
    environment,
  }).mayUse(reservations, 'query', 'update', 'delete');
  new Schedule(stack, 'sweep', { app: sweep, everyMinutes: 1 });

  const flowMustWaitFor = [...instance.mayInvoke(lookup)];
  const legacy = dnis.playsLegacy ? legacyPlatform(stack, props, poolApi) : undefined;
  return { operators, api, poolApi, lookup, sweep, legacy, flowMustWaitFor };
};

const legacyPlatform = (
  stack: Construct,
  { instance, dnis, alarmTopicArn }: RollingDnisTransfersProps,
  poolApi: LambdaApp,
) => {
  const app = new LambdaApp(stack, 'legacy-ivr', {
    app: 'legacy-ivr',
    failureMeans: 'The number that plays the legacy platform cannot transfer calls. Customers do not notice.',
    alarmTopicArn,
    timeoutSeconds: 8,
    environment: { DNIS_API_FUNCTION: poolApi.function.functionName, POOL: dnis.pools[0].name },
  }).mayUse(poolApi, 'invoke');
  return { app, flowMustWaitFor: [...instance.mayInvoke(app)] };
};
