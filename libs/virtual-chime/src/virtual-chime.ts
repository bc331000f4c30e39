import { randomUUID } from 'node:crypto';
import {
  type OperationBehaviour,
  type Fault as AwsFault,
  type Faults as AwsFaults,
  perform,
} from '@dialplane/virtual-aws';
import { emptyChimeAccount } from './account';
import { chimeBehaviours } from './behaviours';
import { chimeVoice } from './chime-service';
import type { ErrorName } from './chime-error';
import type { OperationName } from './chime-operation-types';
import { type HostRoute, type NumberRoute, chimeRouteOf, chimeRouteOfHost } from './number-route';
import { restoredAccount, savedChime, type SavedChime } from './saved-chime';
import type { Calls, ChimeDelays, ChimeQuotas, ChimeService } from './service';
import { addStartNumbers, type StartNumber } from './start-numbers';

/** An injected failure, with an error of this service. */
export type ChimeFault = AwsFault<ErrorName>;

/** Called before and after an operation of this service. */
export type ChimeFaults = AwsFaults<ErrorName>;

/** What a virtual Chime starts with. */
export type VirtualChimeOptions = {
  /** The Region whose endpoint this is. Applications and connectors may be in others. */
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** @default random UUIDs */
  readonly newId?: () => string;
  /** The account's numbers at the start, in E.164 form. Those in `saved` stay as they were. */
  readonly numbers?: readonly StartNumber[];
  /** How long the service takes for asynchronous work. @default 0 ms each */
  readonly delays?: ChimeDelays;
  /** @default no limits */
  readonly quotas?: ChimeQuotas;
  /** Places and updates calls; without it CreateSipMediaApplicationCall answers ServiceUnavailableException. */
  readonly calls?: Calls;
  /** Makes operations fail, for tests. @default nothing fails */
  readonly fault?: ChimeFaults;
  /** The state of an earlier run, as `save` gave it. @default an empty account */
  readonly saved?: SavedChime;
  /** Called after each change, before the response is sent. */
  readonly changed?: () => void;
};

/** A stand-in for one account at Amazon Chime SDK Voice. */
export type VirtualChime = {
  /**
   * Answers one HTTP request of an SDK client or of Terraform. Errors of the service are answers.
   *
   * @throws ConnectionLost when a fault loses the answer
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where a call to a number goes now. undefined: the account has no such number. */
  readonly routeOf: (number: string) => NumberRoute | undefined;
  /** Where a call to the outbound host name of a Voice Connector goes. undefined: no connector has the name. */
  readonly routeOfHost: (host: string) => HostRoute | undefined;
  /** The account as plain data, for JSON. */
  readonly save: () => SavedChime;
};

/**
 * A virtual Amazon Chime SDK Voice: the control API over one account in memory. It simulates: nothing is bought, and no
 * call is carried. Signatures are not checked.
 *
 * @throws for saved data of another version, and for a start number that is not in E.164 form
 */
export const virtualChime = (options: VirtualChimeOptions): VirtualChime => {
  const { region, accountId, now, newId = randomUUID, delays, quotas = {}, calls } = options;
  const account = options.saved ? restoredAccount(options.saved) : emptyChimeAccount();
  addStartNumbers(account, options.numbers ?? [], now());
  const service: ChimeService = {
    account,
    region,
    accountId,
    now,
    newId,
    delays: { order: 0, release: 0, callingName: 0, ...delays },
    quotas,
    ...(calls && { calls }),
  };
  const around = {
    behaviourOf: behaviourOf(service),
    fault: options.fault ?? (() => undefined),
    changed: options.changed ?? (() => undefined),
  };
  return {
    fetch: (request) => perform(chimeVoice, around, request),
    routeOf: (number) => chimeRouteOf(service, number),
    routeOfHost: (host) => chimeRouteOfHost(service, host),
    save: () => savedChime(account),
  };
};

/** The input of an operation's function is what its table describes. The compiler cannot see this here. */
const behaviourOf =
  (service: ChimeService) =>
  (name: string): OperationBehaviour | undefined => {
    const behave = chimeBehaviours[name as OperationName] as
      ((service: ChimeService, input: unknown) => object) | undefined;
    return behave && ((input) => behave(service, input));
  };
