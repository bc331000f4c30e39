import { Connect } from '@aws-sdk/client-connect';
import { type DnisApi, dnisApi, dnisApiHandler } from '@dialplane/apps/dnis-api';
import { dnisLookup } from '@dialplane/apps/dnis-lookup';
import { dnisSweep } from '@dialplane/apps/dnis-sweep';
import { legacyIvr } from '@dialplane/apps/legacy-ivr';
import { epochSeconds } from '@dialplane/basics';
import { type Pool, type ReservationStore, localContextCipher, poolDefaults } from '@dialplane/dnis-pool';
import type { Logger } from '@dialplane/lambda-runtime';
import type { AgentBehaviour, Handler, NetworkTime } from '@dialplane/phone-network';
import type { E164 } from '@dialplane/phone-numbers';
import {
  inProcess,
  type SavedConnect,
  virtualConnect,
  type VirtualConnect,
} from '@dialplane/virtual-connect';
import { loopbackAccountId, loopbackRegion } from './account';
import { type HandlerWatch, watchedHandler } from './console/handler-watch';
import { setUpConnect } from './connect-account';

export type RollingDnisOptions = {
  readonly time: NetworkTime;
  readonly reservations: ReservationStore;
  readonly log: Logger;
  /** The key that contexts are encrypted with: 32 bytes. */
  readonly secret: Uint8Array;
  /** What agents do. @default they answer after 5 seconds and stay until the caller hangs up */
  readonly agent?: AgentBehaviour;
  /** The account at Amazon Connect as an earlier run left it. @default a new one */
  readonly savedConnect?: SavedConnect;
  /** Receives each event of a flow's function, and its answer. @default nothing does */
  readonly watch?: HandlerWatch;
  /** Called after each change of the account. */
  readonly connectChanged?: (connect: VirtualConnect) => void;
};

/** Rolling DNIS on one machine. */
export type RollingDnis = {
  readonly connect: VirtualConnect;
  readonly pools: readonly Pool[];
  /** The pool API, for any client on this machine. */
  readonly api: ReturnType<typeof dnisApi>;
  readonly sweep: ReturnType<typeof dnisSweep>;
  /** The numbers of the demo pool. */
  readonly poolNumbers: readonly E164[];
  /** The legacy platform's number. */
  readonly legacyNumber: E164;
};

/** The pool that loopback starts with. */
export const demoPool: Pool = { name: 'demo', ...poolDefaults };

/**
 * Rolling DNIS as it is deployed: the pool API, and a simulated Amazon Connect instance whose flows invoke the handlers of
 * the Lambdas dnis-lookup and legacy-ivr.
 */
export const rollingDnis = async (options: RollingDnisOptions): Promise<RollingDnis> => {
  const { time, reservations, log, agent = { answersAfterSeconds: 5 } } = options;
  const dnis: DnisApi['dnis'] = {
    pools: [demoPool],
    store: reservations,
    cipher: localContextCipher(options.secret),
    now: () => epochSeconds(new Date(time.now())),
  };
  const count = () => undefined;
  const askPool = dnisApiHandler({ dnis, log, count });
  const handlers: Readonly<Record<string, Handler>> = {
    'dnis-lookup': dnisLookup({ dnis, log, count }),
    'legacy-ivr': legacyIvr({
      askPool: async (request) =>
        (await askPool(request)) as { readonly status: number; readonly body: unknown },
      pool: demoPool.name,
      log,
    }),
  };

  const watched = (name: string): Handler | undefined => {
    const handler = handlers[name];
    const { watch } = options;
    if (!handler || !watch) return handler;
    return watchedHandler(handler, { name, now: time.now, callOf: contactOf, watch });
  };

  const connect: VirtualConnect = virtualConnect({
    region: loopbackRegion,
    accountId: loopbackAccountId,
    now: time.now,
    around: { handlerOf: (arn) => watched(arn.split(':')[6] ?? ''), agentOf: () => agent },
    ...(options.savedConnect && { saved: options.savedConnect }),
    changed: () => options.connectChanged?.(connect),
  });
  const client = new Connect({
    region: loopbackRegion,
    credentials: { accessKeyId: 'loopback', secretAccessKey: 'loopback' },
    maxAttempts: 1,
    requestHandler: inProcess(connect),
  });
  const { poolNumbers, legacyNumber } = await setUpConnect(client);
  for (const number of poolNumbers)
    await reservations.add(demoPool.name, number, demoPool.mode, epochSeconds(new Date(time.now())));

  return {
    connect,
    pools: dnis.pools,
    api: dnisApi({
      dnis,
      log,
      count,
      whoAsks: () => ({ name: 'loopback', mayTransfer: true, mayAdminister: true }),
    }),
    sweep: dnisSweep({ dnis, log, count }),
    poolNumbers,
    legacyNumber,
  };
};

/** The contact of an event that a flow sends (Amazon Connect administrator guide, "Invoke AWS Lambda functions"). */
const contactOf = (event: unknown): string | undefined =>
  (event as { readonly Details?: { readonly ContactData?: { readonly ContactId?: string } } }).Details
    ?.ContactData?.ContactId;
