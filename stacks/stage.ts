import type { ConnectorRoute } from '@dialplane/constructs';
import type { StageDialtone } from './dialtone-stage';
import type { StageDnis } from './rolling-dnis-stage';

/** What differs from place to place. */
export type Stage = {
  /** Where calls are handled. SIP media applications exist in ten Regions: Amazon Chime SDK, "Available Regions". */
  readonly region: string;
  /** The name of the SNS topic, already there, that wakes people. */
  readonly alarmTopic: string;
  /** Whether tables and buckets refuse to be deleted while they hold something. */
  readonly keepsData: boolean;
  /** Where calls go when their forwards cannot be looked up, in E.164. @default they hear an apology */
  readonly fallbackNumber?: string;
  /** Ids of the Voice Connectors that numbers may be moved from and to, besides the stack's own. @default none */
  readonly connectors?: readonly string[];
  /** Where the stack's own Voice Connector sends calls that are not forwarded. @default they are turned away */
  readonly trunkRoutes?: readonly ConnectorRoute[];
  /** Phone numbers that are ordered or adopted with the stack. @default none */
  readonly numbers?: readonly StageNumber[];
  /** Web pages that may use the API, such as `https://console.example.com`. @default browsers are kept out */
  readonly origins?: readonly string[];
  /** The call detail records that are rated. */
  readonly rating: StageRating;
  /** Transfers into Amazon Connect. @default none: the stack is not deployed */
  readonly dnis?: StageDnis;
  /** SIP phones at Twilio. @default none: the stack is not deployed */
  readonly dialtone?: StageDialtone;
};

/** Where call detail records come from, and how often they are rated. */
export type StageRating = {
  /** The bucket that the account's records are written to. @default the stack makes one */
  readonly recordsBucket?: string;
  /**
   * Whether Chime is to write the records of the whole account to the stack's bucket. There is one such setting in an
   * account, so at most one stage may say yes; it takes the place of what was set before. @default false
   */
  readonly receivesRecords?: boolean;
  /** Each has functions, results and alarms of its own. */
  readonly runs: readonly StageRun[];
};

/** Records that are rated again and again, by the same clock and with the same limits. */
export type StageRun = {
  /** What it is called in the names of all that it has: at most 20 letters, digits and hyphens. */
  readonly name: string;
  readonly frequency: 'Daily' | 'Weekly' | 'Monthly';
  /** Whose days are meant, as an IANA name. @default UTC */
  readonly zone?: string;
  /** ISO 4217. @default USD */
  readonly currency?: string;
  /** How long after a window's end its records may arrive, in whole hours up to 12. @default 3 */
  readonly lagHours?: number;
  /** Days before a window whose records are looked at again, for those that came late. @default 3 */
  readonly lookBackDays?: number;
  /** Shares of the records, from 0 to 1, above which nothing is published. @default 0 of each */
  readonly limits?: {
    readonly unrated?: number;
    readonly rejected?: number;
    readonly conflict?: number;
  };
  /** Whether the results show phone numbers, or their last two digits only. @default plain */
  readonly numbers?: 'plain' | 'masked';
  /** AWS's price files as everybody may read them, or the Price List API. @default bulk */
  readonly prices?: 'bulk' | 'api';
  /** A window with more than either is rated by Spark. @default 300,000 objects, 2 GiB */
  readonly glueAbove?: { readonly objects: number; readonly bytes: number };
  /** How many workers Spark has, each with 4 processors and 16 GB. @default 10 */
  readonly glueWorkers?: number;
};

/** A phone number that a stage has. One that is ordered is paid for until it is released. */
export type StageNumber = {
  /** What it is called, in letters, digits, dots, hyphens and underscores. It stays the same for as long as the number does. */
  readonly name: string;
  /** `release` gives an ordered number up with the stack. An adopted one always goes back to where it was. */
  readonly onDestroy: 'keep' | 'release';
} & (
  | {
      /** A number that the account has, in E.164. */
      readonly adopt: string;
    }
  | {
      /** What a new number must be like. */
      readonly order:
        { readonly areaCode: string } | { readonly state: string } | { readonly tollFreePrefix: string };
    }
);
