import { randomBytes } from 'node:crypto';
import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { forwardingApi } from '@dialplane/apps/forwarding-api';
import { forwardingSma } from '@dialplane/apps/forwarding-sma';
import { isPrompt } from '@dialplane/forwarding';
import { type ControlPlane, explain } from '@dialplane/forwarding-control';
import { epochSeconds } from '@dialplane/basics';
import type { CallApp } from '@dialplane/call-control';
import type { Logger } from '@dialplane/lambda-runtime';
import { chimeInventory, chimeNumbers } from '@dialplane/number-routing';
import {
  type Handler,
  type NetworkRoute,
  type PhoneBehaviour,
  phoneNetwork,
  type PhoneNetwork,
  type RecordStore,
  type NetworkTime,
  type Transcript,
} from '@dialplane/phone-network';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import {
  inProcess,
  type NumberRoute,
  type RouteTarget,
  type SavedChime,
  virtualChime,
  type VirtualChime,
} from '@dialplane/virtual-chime';
import { loopbackAccountId, callApp, loopbackRegion, setUpAccount } from './account';
import { type CallJournal, callJournal, type PastCalls } from './console/call-journal';
import { contactCall, dialtoneCall, smaCall } from './console/call-legs';
import { type ConsoleEvents, consoleEvents } from './console/console-events';
import { watchedHandler } from './console/handler-watch';
import { type PoolHistory, poolHistory, type SavedHistory } from './console/pool-history';
import { watchedForwards, watchedOperations } from './console/watched-stores';
import { type DialtoneOnLoopback, dialtoneOnLoopback } from './dialtone';
import { ownNumbers } from './numbers';
import { demoPool, rollingDnis, type RollingDnis, type RollingDnisOptions } from './rolling-dnis';
import type { Stores } from './stores';

export type PlatformOptions = {
  readonly time: NetworkTime;
  readonly stores: Stores;
  readonly records: RecordStore;
  readonly transcript?: Transcript;
  readonly log: Logger;
  /** Creates ids for calls and legs. @default counted: `transaction-1` */
  readonly newId?: (kind: 'transaction' | 'call') => string;
  /** What phones and trunks do that have no behaviour of their own. */
  readonly defaultBehaviour?: (name: string) => PhoneBehaviour;
  /** Whether there are SIP phones at a simulated Twilio. Setting up its account takes a moment. @default false */
  readonly hasDialtone?: boolean;
  /** How long Chime takes to release a number, in milliseconds. @default no delay */
  readonly releaseDelay?: number;
  /** The account at Chime as an earlier run left it. @default a new one */
  readonly saved?: SavedChime;
  /** Called after each change of the account. */
  readonly changed?: (chime: VirtualChime) => void;
  /** Whether calls are kept and explained for the console, which costs more time than the call itself. @default true */
  readonly keepsCalls?: boolean;
  /** The calls of earlier runs. @default none is known, and none is kept */
  readonly pastCalls?: PastCalls;
  /** The use of the DNIS pool as an earlier run left it. @default none */
  readonly savedHistory?: SavedHistory;
  /** Called after each change of the use of the DNIS pool. */
  readonly historyChanged?: (history: { readonly save: () => SavedHistory }) => void;
  /** The key that contexts of the DNIS pool are encrypted with. @default a new one */
  readonly secret?: Uint8Array;
} & Pick<RollingDnisOptions, 'savedConnect' | 'connectChanged' | 'agent'>;

/** Loopback's parts, connected to each other. */
export type Platform = {
  readonly network: PhoneNetwork;
  readonly chime: VirtualChime;
  readonly control: ControlPlane;
  readonly dnis: RollingDnis;
  readonly dialtone?: DialtoneOnLoopback;
  /** Live and past calls. */
  readonly journal: CallJournal;
  /** What changes while a page is open. */
  readonly events: ConsoleEvents;
  /** The use of the DNIS pool over time. */
  readonly poolHistory: PoolHistory;
  /** What phones do that have no behaviour of their own. */
  readonly defaultBehaviour: PhoneBehaviour;
  /** The control API. Every client on this machine may use all of it. */
  readonly api: ReturnType<typeof forwardingApi>;
};

/**
 * Everything that handles a call, on one machine: the phone network, a simulated Amazon Chime account that routes its
 * numbers, the control API that changes it, and the handler of the Lambda forwarding-sma.
 */
export const platform = async (options: PlatformOptions): Promise<Platform> => {
  const { time, log, keepsCalls = true } = options;
  const now = () => epochSeconds(new Date(time.now()));
  const events = consoleEvents();
  const journal = callJournal({ time, events, ...(options.pastCalls && { past: options.pastCalls }) });
  const transcript: Transcript = (entry) => {
    options.transcript?.(entry);
    if (keepsCalls) journal.transcript(entry);
  };
  const stores: Stores = {
    ...options.stores,
    forwards: watchedForwards(options.stores.forwards, events),
    operations: watchedOperations(options.stores.operations, events),
  };
  const history = poolHistory({
    store: options.stores.reservations,
    pools: [demoPool],
    now,
    events,
    ...(options.savedHistory && { saved: options.savedHistory }),
    ...(options.historyChanged && { changed: options.historyChanged }),
  });
  const app = forwardingSma({ find: stores.forwards.find, now, log, canConfirm: true });
  /** The app, which writes down why an arriving call goes where it goes. */
  const explained: CallApp = async (event) => {
    if (event.kind === 'arrival') {
      const { dialled: to, from, diversions } = event;
      await explain(control, { to, from, diversions, at: now() }).then(
        (why) =>
          journal.rule(event.call.id, {
            rule: why.because,
            sentence: why.sentence,
            ...(why.version !== undefined && { forward: { number: to, version: why.version } }),
          }),
        (error: unknown) => log.error('Could not explain a call', { error }), // the call continues
      );
    }
    return app(event);
  };
  const handler = smaHandler(
    onChime(keepsCalls ? explained : app, {
      prompts: { bucket: 'prompts' },
      recordings: { bucket: 'recordings' },
    }),
  );
  const watch = { name: callApp, now: time.now, callOf: transactionOf, watch: journal.exchange };
  const handlers: Readonly<Record<string, Handler>> = {
    [callApp]: keepsCalls ? watchedHandler(handler, watch) : handler,
  };

  const network: PhoneNetwork = phoneNetwork({
    ...options,
    transcript,
    failed: (error, call) => log.error('A handler failed', { call, error }),
    routeOf: (number) => {
      const route = chime.routeOf(number) ?? dnis.connect.routeOf(number) ?? dialtone?.twilio.routeOf(number);
      switch (route?.kind) {
        case undefined:
          return undefined;
        case 'connector':
          return { kind: 'trunk', trunk: route.connectorArn };
        case 'none':
          return { kind: 'none' };
        case 'connect':
        case 'service':
          return route;
        case 'application':
          return routeOfRule(route);
      }
    },
    routeOfHost: (host) => {
      const route = chime.routeOfHost(host);
      return route?.kind === 'application' ? routeOfRule(route) : route;
    },
  });
  const routeOfRule = ({
    targets,
    sipRuleId,
  }: Extract<NumberRoute, { readonly kind: 'application' }>): NetworkRoute => {
    const [first, ...fallbacks] = targets.filter(({ lambdaArn }) => handlerOf(lambdaArn));
    if (!first) return { kind: 'none' };
    [first, ...fallbacks].forEach(useApplication);
    return {
      kind: 'application',
      applicationId: first.applicationId,
      fallbackApplicationIds: fallbacks.map(({ applicationId }) => applicationId),
      sipRuleId,
    };
  };
  const handlerOf = (lambdaArn: string) => handlers[lambdaArn.slice(lambdaArn.lastIndexOf(':') + 1)];
  const useApplication = (it: RouteTarget): void => {
    const handler = handlerOf(it.lambdaArn);
    if (!handler)
      throw new Error(
        `Cannot use the function ${it.lambdaArn}: expected one of ${Object.keys(handlers).join(', ')}`,
      );
    network.addApplication({
      id: it.applicationId,
      region: it.region,
      accountId: loopbackAccountId,
      handler,
      promptSeconds: (key) => (isPrompt(key.replace(/\.wav$/, '')) ? 3 : undefined),
    });
  };

  const chime: VirtualChime = virtualChime({
    region: loopbackRegion,
    accountId: loopbackAccountId,
    now: time.now,
    numbers: ownNumbers.map((number) => ({ number, productType: 'VoiceConnector' })),
    delays: { order: options.releaseDelay ?? 0, release: options.releaseDelay ?? 0 },
    calls: {
      place: (application, request) => {
        useApplication(application);
        return network.placeCall(application.applicationId, request).transactionId;
      },
      update: (_application, transactionId, args) => {
        const call = network.calls().find((it) => it.transactionId === transactionId);
        call?.update(args);
        return call !== undefined;
      },
    },
    ...(options.saved && { saved: options.saved }),
    changed: () => options.changed?.(chime),
  });
  const dnis = await rollingDnis({
    ...options,
    reservations: history.store,
    secret: options.secret ?? randomBytes(32),
    watch: journal.exchange,
  });
  const dialtone = options.hasDialtone
    ? await dialtoneOnLoopback({
        time,
        ring: network.ring,
        transcript,
        log,
        watch: journal.exchange,
        rule: journal.rule,
      })
    : undefined;
  const client = new ChimeSDKVoiceClient({
    region: loopbackRegion,
    credentials: { accessKeyId: 'loopback', secretAccessKey: 'loopback' },
    maxAttempts: 1,
    requestHandler: inProcess(chime),
  });
  const { applicationId, connectorId } = await setUpAccount(client);
  const application = { id: applicationId, region: loopbackRegion };

  let ids = 0;
  const control: ControlPlane = {
    ...stores,
    provider: chimeNumbers(client, application),
    inventory: chimeInventory(client),
    application,
    homeConnectorId: connectorId,
    now,
    newId: () => String((ids += 1)).padStart(4, '0'),
  };
  const api = forwardingApi({ control, whoAsks: () => ({ name: 'loopback', mayChange: true }), log });
  journal.follow((id) => {
    const call = network.calls().findLast(({ transactionId }) => transactionId === id);
    if (call) return smaCall(call);
    const contact = network.contacts().findLast(({ contactId }) => contactId === id);
    return contact ? contactCall(contact) : dialtone && dialtoneCall(dialtone.twilio.calls(), id);
  });
  return {
    network,
    chime,
    control,
    dnis,
    journal,
    events,
    poolHistory: history,
    defaultBehaviour: options.defaultBehaviour?.('') ?? { kind: 'unreachable' },
    ...(dialtone && { dialtone }),
    api,
  };
};

/** The call of an event of a SIP media application. */
const transactionOf = (event: unknown): string | undefined =>
  (event as { readonly CallDetails?: { readonly TransactionId?: string } }).CallDetails?.TransactionId;
