import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dialtoneIncoming } from '@dialplane/apps/dialtone-incoming';
import { dialtoneOutgoing } from '@dialplane/apps/dialtone-outgoing';
import { dialtoneStatus } from '@dialplane/apps/dialtone-status';
import { epochSeconds } from '@dialplane/basics';
import { type Dialtone, memoryCallLedger, parseDialtone, type UsedCaps } from '@dialplane/dialtone';
import {
  type Environment,
  environmentOf,
  parseEnvironmentFile,
  reconcile,
  twilioAccount,
} from '@dialplane/dialtone-provisioning';
import type { Logger } from '@dialplane/lambda-runtime';
import type { NetworkTime, PhoneBehaviour, PhoneNetwork, Transcript } from '@dialplane/phone-network';
import { fixedKeys } from '@dialplane/twilio-voice';
import {
  twilioInProcess,
  type PhoneCall,
  type SipAnswer,
  virtualTwilio,
  type VirtualTwilio,
} from '@dialplane/virtual-twilio';
import { explainDial } from './console/explain-dial';
import { type HandlerWatch, watchedHandler } from './console/handler-watch';
import type { KnownRule } from './console/schemas';
import { shownWebhook, throughHttpApi, type WebhookHandler } from './http-api-event';
import { partyOf } from './party-of';

/** Loopback's account at the simulated Twilio. Its token is valid only in loopback. */
export const twilioAccountSid = 'AC00000000000000000000000000000001';
export const twilioAuthToken = 'loopback';

/** The environment that loopback starts with: that of the guide. */
const files = join(__dirname, '../../../docs/guides/direct-dialtone');

export type DialtoneOptions = {
  readonly time: NetworkTime;
  readonly ring: PhoneNetwork['ring'];
  readonly transcript: Transcript;
  readonly log: Logger;
  /** Receives each webhook and its answer. @default nothing does */
  readonly watch?: HandlerWatch;
  /** Receives the rule that decided what a phone may dial. @default nothing does */
  readonly rule?: (call: string, rule: KnownRule) => void;
};

/** Direct dialtone on one machine. */
export type DialtoneOnLoopback = {
  readonly twilio: VirtualTwilio;
  readonly dialtone: Dialtone;
  /** Sets what a SIP phone of the environment does when it rings. @returns whether it is registered */
  readonly setPhone: (user: string, behaviour: PhoneBehaviour) => boolean;
  /** What a SIP phone does when it rings. */
  readonly behaviourOf: (user: string) => PhoneBehaviour;
  /** Whether it has a behaviour of its own. */
  readonly hasBehaviour: (user: string) => boolean;
  /** Gives a phone its default behaviour. */
  readonly resetPhone: (user: string) => void;
  readonly isRegistered: (user: string) => boolean;
  /** Registers a SIP phone, or switches it off. @returns whether it is registered now */
  readonly setRegistered: (user: string, registered: boolean) => boolean;
  /** What of its caps an extension has used. */
  readonly used: (user: string) => UsedCaps;
  /** A SIP phone of the environment dials. @returns the SIP answer, and the call's SID if it was taken */
  readonly dial: (call: Omit<PhoneCall, 'password' | 'domain'>) => {
    readonly answer: SipAnswer;
    readonly callSid?: string;
  };
};

/**
 * Direct dialtone as it is deployed. The same reconciler as for a real account sets up a simulated Twilio account, which sends
 * signed webhooks to the handlers of the apps dialtone-outgoing, -incoming and -status. Here one handler answers for both functions
 * of dialtone-outgoing, of which `dialtone-urgent` is one.
 */
export const dialtoneOnLoopback = async (options: DialtoneOptions): Promise<DialtoneOnLoopback> => {
  const { time, log } = options;
  const dialtone = readDialtone();
  const environment = readEnvironment(dialtone);
  const ledger = memoryCallLedger();
  const ports = {
    publicBaseUrl: environment.webhooks,
    keys: fixedKeys({ accounts: { [twilioAccountSid]: [twilioAuthToken] } }),
    dialtone,
    ledger,
    now: () => epochSeconds(new Date(time.now())),
    log,
    count: () => undefined,
  };
  const outgoing = dialtoneOutgoing(ports);
  const incoming = dialtoneIncoming(ports);
  const status = dialtoneStatus(ports);
  /** The routes of stacks/dialtone-stack.ts. */
  const handlers: Readonly<Record<string, WebhookHandler>> = {
    '/voice/outgoing': outgoing,
    '/voice/dial': outgoing,
    '/voice/outgoing/fallback': outgoing,
    '/voice/again': outgoing,
    '/voice/incoming': incoming,
    '/voice/incoming/fallback': incoming,
    '/voice/after-dial': status,
    '/voice/status': status,
    '/voice/progress': status,
    '/voice/errors': status,
  };

  const behaviours = new Map<string, PhoneBehaviour>();
  const switchedOff = new Set<string>();
  const usual: PhoneBehaviour = { kind: 'answers', afterSeconds: 3 };

  const twilio = virtualTwilio({
    accountSid: twilioAccountSid,
    authToken: twilioAuthToken,
    time,
    ring: options.ring,
    transcript: options.transcript,
    numbers: Object.keys(environment.numbers),
    errorWebhook: `${environment.webhooks}/voice/errors`,
    failed: (error) => log.error('A webhook failed', { error }),
    send: async (request) => {
      const { pathname } = new URL(request.url);
      const handler = handlers[pathname];
      return handler
        ? throughHttpApi(watched(pathname, handler), request)
        : new Response('Not found', { status: 404 });
    },
    changed: () => registerAll(),
  });

  /** A handler whose webhooks and answers are watched, and the rule that decided what a phone may dial. */
  const watched = (pathname: string, handler: WebhookHandler): WebhookHandler => {
    const { watch, rule } = options;
    if (!watch) return handler;
    return watchedHandler(handler, {
      name: pathname,
      now: time.now,
      callOf: (event) => {
        const { CallSid, ParentCallSid, From = '', To = '', Digits } = shownWebhook(event).parameters;
        const call = ParentCallSid ?? CallSid;
        if (call !== undefined && pathname === '/voice/outgoing') {
          const { rule: name, sentence } = explainDial(
            dialtone,
            partyOf(From),
            Digits || partyOf(To),
            ports.now(),
          );
          rule?.(call, { rule: name, sentence });
        }
        return call;
      },
      watch,
      shown: (value) => ('rawPath' in value ? shownWebhook(value) : value),
    });
  };

  const passwordOf = (user: string): string | undefined => {
    const { credentials, passwords } = twilio.account;
    const credential = [...credentials.values()].find(({ username }) => username === user);
    return credential && passwords.get(credential.sid);
  };
  const register = (user: string): boolean => {
    const password = passwordOf(user);
    const behaviour = behaviours.get(user) ?? usual;
    if (switchedOff.has(user)) return false;
    return (
      password !== undefined &&
      twilio.register({ user, password, domain: dialtone.domain }, behaviour) === 200
    );
  };
  /** The phones of the environment exist from the start: each registers as soon as it has a credential. */
  const registerAll = (): void => {
    for (const { user } of dialtone.extensions) if (!register(user)) twilio.unregister(user, dialtone.domain);
  };

  const seeded = await reconcile({
    account: twilioAccount(
      { accountSid: twilioAccountSid, authToken: twilioAuthToken, httpClient: twilioInProcess(twilio) },
      (milliseconds) => sleep(milliseconds),
    ),
    environment,
    done: () => undefined,
    progress: () => undefined,
    sleep: (milliseconds) => sleep(milliseconds),
  });
  if (!seeded.ok) throw new Error(`Cannot set up the simulated Twilio account: ${seeded.error.message}`);

  return {
    twilio,
    dialtone,
    setPhone: (user, behaviour) => {
      behaviours.set(user, behaviour);
      return register(user);
    },
    behaviourOf: (user) => behaviours.get(user) ?? usual,
    hasBehaviour: (user) => behaviours.has(user),
    resetPhone: (user) => {
      behaviours.delete(user);
      register(user);
    },
    isRegistered: (user) => twilio.isRegistered(user, dialtone.domain),
    setRegistered: (user, registered) => {
      if (registered) {
        switchedOff.delete(user);
        return register(user);
      }
      switchedOff.add(user);
      twilio.unregister(user, dialtone.domain);
      return false;
    },
    used: (user) => ledger.used(user, ports.now()),
    dial: ({ user, ...call }) =>
      twilio.dial({ user, ...call, password: passwordOf(user) ?? '', domain: dialtone.domain }),
  };
};

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(files, file), 'utf8'));

const readDialtone = (): Dialtone => {
  const dialtone = parseDialtone(readJson('phones.json'));
  if (!dialtone.ok) throw new Error(`Cannot read the phones of loopback: ${JSON.stringify(dialtone.error)}`);
  return dialtone.value;
};

const readEnvironment = (dialtone: Dialtone): Environment => {
  const file = parseEnvironmentFile(readJson('dev.json'));
  const environment = file.ok ? environmentOf(file.value, dialtone) : file;
  if (!environment.ok)
    throw new Error(`Cannot read the environment of loopback: ${JSON.stringify(environment.error)}`);
  return environment.value;
};
