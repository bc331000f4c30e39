import type { RouteTarget } from './route-target';
import type { ChimeAccount } from './account';
import type { InputOf, OperationName, OutputOf } from './chime-operation-types';

/** The state and options that operations use. */
export type ChimeService = {
  readonly account: ChimeAccount;
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly delays: Required<ChimeDelays>;
  readonly quotas: ChimeQuotas;
  readonly calls?: Calls;
};

/** How long asynchronous operations take, in milliseconds. */
export type ChimeDelays = {
  /** From an order until its numbers arrive. @default 0 */
  readonly order?: number;
  /** How long a released number still shows as assigned. @default 0 */
  readonly release?: number;
  /** Until a new calling name is in use; the service says up to 72 hours. @default 0 */
  readonly callingName?: number;
};

/** How many of each the account may have. Without a quota there is no limit. */
export type ChimeQuotas = {
  readonly phoneNumbers?: number;
  readonly voiceConnectors?: number;
  readonly voiceConnectorGroups?: number;
  readonly sipMediaApplications?: number;
  readonly sipRules?: number;
};

/** Places the calls of CreateSipMediaApplicationCall. */
export type Calls = {
  /** @returns the transaction's id */
  readonly place: (application: RouteTarget, request: CallRequest) => string;
  /** @returns false when there is no such call */
  readonly update: (
    applicationId: string,
    transactionId: string,
    args: Readonly<Record<string, string>>,
  ) => boolean;
};

/** A call that an application is to place. Numbers are in E.164 form. */
export type CallRequest = {
  readonly from: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly arguments: Readonly<Record<string, string>>;
};

/**
 * The operations. Each takes a checked input and returns an output, or throws a `ChimeError` before it has changed anything.
 * Missing operations are answered with 501.
 */
export type ChimeBehaviours = {
  readonly [Name in OperationName]?: (service: ChimeService, input: InputOf<Name>) => OutputOf<Name>;
};
