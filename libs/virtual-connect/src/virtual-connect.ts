import { randomUUID } from 'node:crypto';
import { type OperationBehaviour, type Faults, perform } from '@dialplane/virtual-aws';
import { connectBehaviours } from './behaviours';
import { type ConnectAccount, emptyConnectAccount } from './connect-account';
import type { ConnectErrorName } from './connect-error';
import type { ConnectOperation } from './connect-operation-types';
import { type ConnectRoute, connectRouteOf } from './connect-route';
import type { InstanceSurroundings } from './instance-surroundings';
import { connectApi, type ConnectService, type NumberForSale, type ConnectQuotas } from './connect-service';
import { fictionalNumbers } from './fictional-numbers';

/** What a virtual Amazon Connect starts with. */
export type VirtualConnectOptions = {
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** @default random UUIDs */
  readonly newId?: () => string;
  /** How long an instance and a claimed number take to be ready, in milliseconds. @default 0 each */
  readonly delays?: { readonly instance?: number; readonly claim?: number };
  /** @default those of a new AWS account */
  readonly quotas?: ConnectQuotas;
  /** The numbers that can be claimed. @default 555-01xx in some area codes, and 800 numbers */
  readonly forSale?: readonly NumberForSale[];
  /** Makes operations fail, for tests. @default nothing fails */
  readonly fault?: Faults<ConnectErrorName>;
  /** What surrounds the instances. @default no function has a handler, no agent answers */
  readonly around?: InstanceSurroundings;
  /** The state of an earlier run, as `save` returned it. @default an empty account */
  readonly saved?: SavedConnect;
  /** Called after each change, before it is answered. */
  readonly changed?: () => void;
};

/** An account as plain data, for JSON. */
export type SavedConnect = { readonly version: 1; readonly account: ConnectAccount };

/** A simulated account at Amazon Connect, in one Region. */
export type VirtualConnect = {
  /**
   * Answers one HTTP request of an SDK client or of Terraform. Errors of the service are answers.
   *
   * @throws ConnectionLost when a fault loses the answer
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where a call to a number goes now. undefined: the account has no such number. */
  readonly routeOf: (number: string) => ConnectRoute | undefined;
  readonly save: () => SavedConnect;
};

/**
 * A virtual Amazon Connect: the control API over one account in memory, and the instances that its calls reach. It
 * simulates: nothing is bought, and no call is carried. Signatures are not checked.
 *
 * @throws for saved data of another version
 */
export const virtualConnect = (options: VirtualConnectOptions): VirtualConnect => {
  const { saved, delays = {} } = options;
  if (saved && saved.version !== 1)
    throw new Error(`Cannot restore an account of version "${String(saved.version)}": expected version 1`);
  const service: ConnectService = {
    account: saved ? structuredClone(saved.account) : emptyConnectAccount(),
    region: options.region,
    accountId: options.accountId,
    now: options.now,
    newId: options.newId ?? randomUUID,
    delays: { instance: delays.instance ?? 0, claim: delays.claim ?? 0 },
    quotas: options.quotas ?? {},
    forSale: options.forSale ?? fictionalNumbers,
    contacts: new Map(),
    around: options.around ?? { handlerOf: () => undefined },
  };
  const surroundings = {
    behaviourOf: behaviourOf(service),
    fault: options.fault ?? (() => undefined),
    changed: options.changed ?? (() => undefined),
  };
  return {
    fetch: (request) => perform(connectApi, surroundings, request),
    routeOf: (number) => connectRouteOf(service, number),
    save: () => structuredClone({ version: 1, account: service.account }),
  };
};

/** What an operation's function takes is what its table makes, which the compiler cannot see from here. */
const behaviourOf =
  (service: ConnectService) =>
  (name: string): OperationBehaviour | undefined => {
    const behave = connectBehaviours[name as ConnectOperation] as
      ((service: ConnectService, input: unknown) => object) | undefined;
    return behave && ((input) => behave(service, input));
  };
