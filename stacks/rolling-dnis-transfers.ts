import {
  type ConnectInstance,
  HttpApi,
  LambdaApp,
  OperatorPool,
  type RouteKey,
  Schedule,
  type TokenSource,
} from '@dialplane/constructs';
import type { Construct } from 'constructs';
import { builtApp } from './built-app';
import type { StageDnis } from './rolling-dnis-stage';
import type { RollingDnisData } from './rolling-dnis-tables';
import type { Stage } from './stage';

export type RollingDnisTransfersProps = {
  readonly data: RollingDnisData;
  readonly instance: ConnectInstance;
  readonly dnis: StageDnis;
  readonly keepsData: boolean;
  readonly alarmTopicArn: string;
  readonly origins: readonly string[];
  readonly releases: Stage['releases'];
  /** Where people sign in, if the console shows the pools. @default a user pool of the stack's own */
  readonly signIn: TokenSource | undefined;
};

/** The routes of the pool API. The root accepts POST and GET only, which is what the published sample sends. */
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
  'GET /pools/{pool}/use',
  'POST /pools/import',
  'POST /sizing',
  'GET /openapi.json',
];

/** Adds the pool API, the look-up of the receive flow, the sweep and, if the stage wants it, the legacy platform. */
export const rollingDnisTransfers = (stack: Construct, props: RollingDnisTransfersProps) => {
  const { data, instance, dnis, keepsData, alarmTopicArn, origins, signIn } = props;
  const { reservations, contextKey } = data;
  const environment = {
    RESERVATIONS_TABLE: reservations.table.name,
    CONTEXT_KEY_ID: contextKey.key.arn,
    POOLS: JSON.stringify(
      dnis.pools.map(({ claim: _claim, adopt: _adopt, alarmAtPercent: _alarm, ...pool }) => pool),
    ),
  };

  const operators =
    signIn ??
    new OperatorPool(stack, 'operators', {
      groups: {
        operators: 'May add and retire numbers, and check them out',
        transfers: 'May check numbers out and release them',
      },
      deletionProtection: keepsData,
    });
  const cannotCheckOut =
    'Customers are transferred without their context, or not at all: the legacy platform cannot reserve numbers.';
  const poolApi = new LambdaApp(stack, 'dnis-api', {
    code: builtApp('dnis-api'),
    failureMeans: cannotCheckOut,
    alarmTopicArn,
    timeoutSeconds: 20, // an HTTP API waits for at most 30 seconds
    environment,
  })
    .mayUse(reservations, 'get', 'put', 'update', 'delete', 'query')
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
    code: builtApp('dnis-lookup'),
    failureMeans:
      'Transferred calls reach an agent without their context, so customers have to repeat themselves.',
    alarmTopicArn,
    serves: servesFor(props.releases),
    timeoutSeconds: 8, // a flow waits for at most 8 seconds
    memory: 1024, // for faster cold starts
    environment,
  })
    .mayUse(reservations, 'get', 'update')
    .mayUse(contextKey, 'open');

  const sweep = new LambdaApp(stack, 'dnis-sweep', {
    code: builtApp('dnis-sweep'),
    failureMeans:
      'Customers whose transfer never arrived have their context erased late. Their pool numbers become free only when they are needed.',
    alarmTopicArn,
    timeoutSeconds: 60,
    environment,
  }).mayUse(reservations, 'query', 'update', 'delete');
  new Schedule(stack, 'sweep', { app: sweep, everyMinutes: 1 });

  const flowMustWaitFor = [...instance.mayInvoke(lookup)];
  const legacy = dnis.playsLegacy ? legacyPlatform(stack, props, poolApi) : undefined;
  return { operators, api, poolApi, lookup, sweep, legacy, flowMustWaitFor };
};

const servesFor = (releases: Stage['releases']) => (releases === 'by-canary' ? 'released' : 'newest');

const legacyPlatform = (
  stack: Construct,
  { instance, dnis, alarmTopicArn, releases }: RollingDnisTransfersProps,
  poolApi: LambdaApp,
) => {
  const app = new LambdaApp(stack, 'legacy-ivr', {
    code: builtApp('legacy-ivr'),
    failureMeans:
      'People who try the demo cannot transfer calls from the legacy number. Customers notice nothing.',
    alarmTopicArn,
    serves: servesFor(releases),
    timeoutSeconds: 8,
    environment: { DNIS_API_FUNCTION: poolApi.function.functionName, POOL: dnis.pools[0].name },
  }).mayUse(poolApi, 'invoke');
  return { app, flowMustWaitFor: [...instance.mayInvoke(app)] };
};
