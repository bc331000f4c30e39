import type { ConnectInstanceProps, OpenHours } from '@dialplane/constructs';

/** Rolling DNIS of a stage. */
export type StageDnis = {
  /** The Amazon Connect instance that calls are transferred into: an existing one, or a new one. */
  readonly instance: ConnectInstanceProps;
  readonly pools: readonly [StagePool, ...StagePool[]];
  /** The keys of the context that become contact attributes. */
  readonly attributes: readonly [string, ...string[]];
  /** The greeting for a caller whose context was found. It may use `$.Attributes.key`. @default a greeting without a name */
  readonly greeting?: string;
  /** @default always open */
  readonly hours?: { readonly zone: string; readonly open: readonly OpenHours[] };
  /** How many contacts may wait in the queue. @default Amazon Connect's own limit */
  readonly maxWaiting?: number;
  /**
   * Whether one more number and a flow play the legacy platform, so that you can try transfers.
   *
   * @default false
   */
  readonly playsLegacy?: boolean;
};

/** A pool of numbers. Omitted settings have the defaults of `dnis-pool`. */
export type StagePool = {
  readonly name: string;
  readonly mode?: 'exclusive' | 'composite';
  readonly holdSeconds?: number;
  readonly restSeconds?: number;
  readonly withheldCallers?: 'refuse' | 'allow';
  /** The use, in percent, above which an alarm rings: `npx dialplane dnis size` says which leaves time to act. @default 80 */
  readonly alarmAtPercent?: number;
  /** Numbers that Terraform claims. A new account may have 5 in all. */
  readonly claim: { readonly count: number; readonly country: string; readonly type: 'DID' | 'TOLL_FREE' };
  /** Ids of numbers that the instance has already. They stay claimed when the stack is destroyed. @default none */
  readonly adopt?: readonly string[];
};
