/** One account's Amazon Connect in one Region: plain data, so that it can be saved. Times are epoch milliseconds. */
export type ConnectAccount = {
  instances: StoredInstance[];
  numbers: StoredNumber[];
  /** When numbers were claimed and released, for the limit over 180 days. */
  moves: number[];
  /** Released numbers, and until when they rest. */
  resting: Record<string, number>;
};

export type Tagged = { tags: Record<string, string> };

export type StoredInstance = Tagged & {
  readonly id: string;
  readonly alias: string;
  readonly identity: string;
  readonly createdAt: number;
  attributes: Record<string, string>;
  hours: StoredHours[];
  queues: StoredQueue[];
  flows: StoredFlow[];
  modules: StoredModule[];
  functions: string[];
  tests: StoredTest[];
};

/** What flows, modules, queues and hours have in common. */
export type NamedItem = Tagged & {
  readonly id: string;
  name: string;
  description?: string;
  changedAt: number;
};

export type DayHours = {
  readonly Day: string;
  readonly StartTime: { readonly Hours: number; readonly Minutes: number };
  readonly EndTime: { readonly Hours: number; readonly Minutes: number };
};

export type StoredHours = NamedItem & { zone: string; config: readonly DayHours[] };
export type StoredQueue = NamedItem & {
  hoursId: string;
  status: 'ENABLED' | 'DISABLED';
  maxContacts?: number;
  caller?: Readonly<Record<string, string | undefined>>;
};
export type StoredFlow = NamedItem & { readonly type: string; content: string; state: 'ACTIVE' | 'ARCHIVED' };
export type StoredModule = NamedItem & { content: string };

/** A test of a flow, and how its runs ended. */
export type StoredTest = Tagged & {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly flowId: string;
  readonly from?: string;
  readonly to?: string;
  runs: {
    readonly id: string;
    readonly startedAt: number;
    readonly passed: boolean;
    readonly observations: readonly { readonly identifier: string; readonly passed: boolean }[];
    readonly failures: readonly string[];
  }[];
};

export type StoredNumber = Tagged & {
  readonly id: string;
  readonly number: string;
  readonly country: string;
  readonly type: string;
  readonly description?: string;
  readonly claimedAt: number;
  readonly clientToken?: string;
  /** The instance's id. */
  instanceId: string;
  flowId?: string;
};

export const emptyConnectAccount = (): ConnectAccount => ({
  instances: [],
  numbers: [],
  moves: [],
  resting: {},
});
