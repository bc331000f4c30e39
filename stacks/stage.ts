import type { ConnectorRoute } from '@dialplane/constructs';
import type { StageDialtone } from './dialtone-stage';
import type { StageDnis } from './rolling-dnis-stage';

/** Everything that can differ between environments. */
export type Stage = {
  /** The Region that handles the calls. SIP media applications exist in ten Regions: Amazon Chime SDK, "Available Regions". */
  readonly region: string;
  /** The name of an existing SNS topic that wakes the person on call: people are hurt now, or will be soon. */
  readonly alarmTopic: string;
  /** The name of an existing SNS topic for what can wait until the morning. @default the topic of alarms */
  readonly noticeTopic?: string;
  /**
   * The name of an existing IAM policy that limits every role of the stacks: their permissions boundary. With it, even a role that
   * is added with stolen credentials of a deployer cannot do more. @default none
   */
  readonly permissionsBoundary?: string;
  /** Whether tables and buckets are protected from deletion while they contain data. */
  readonly keepsData: boolean;
  /** The number, in E.164, that receives calls whose forward cannot be looked up. @default callers hear an apology */
  readonly fallbackNumber?: string;
  /** Ids of more Voice Connectors that numbers may be moved from and to. @default the stack's own only */
  readonly connectors?: readonly string[];
  /** Where the stack's own Voice Connector sends calls that are not forwarded. @default calls are rejected */
  readonly trunkRoutes?: readonly ConnectorRoute[];
  /** Phone numbers that the stack orders or adopts. @default none */
  readonly numbers?: readonly StageNumber[];
  /** Days until recordings and old versions of objects are deleted. @default recordings never, old versions after 30 days */
  readonly keepDays?: { readonly recordings?: number; readonly oldVersions?: number };
  /**
   * Concurrent executions that are reserved for the call app, which also limits it to that number. See `LambdaApp` for the
   * quota that this needs.
   *
   * @default none
   */
  readonly reservedCallConcurrency?: number;
  /**
   * How new code reaches calls: at once with each deployment, or by `npm run stacks -- release`, which begins with a share of the
   * calls and goes back when an alarm is raised.
   *
   * @default at-once
   */
  readonly releases?: 'at-once' | 'by-canary';
  /**
   * The account's quota for active calls of SIP media applications in the Region. A bridged call counts as two. An alarm is
   * raised at 80 %.
   *
   * @default 10, the quota of a new account (AWS General Reference, "Amazon Chime SDK endpoints and quotas")
   */
  readonly callQuota?: number;
  /**
   * Whether Chime logs the messages between it and the call app, with full phone numbers, for 30 days. `off` stops that and keeps
   * the messages until they expire; without the setting, the log is deleted at once.
   *
   * @default never logged
   */
  readonly messageLog?: 'on' | 'off';
  /** Whether operators of call forwarding must use an authenticator app. @default true */
  readonly requiresSecondFactor?: boolean;
  /** Origins of the web pages that may call the APIs, such as `https://console.example.com`. @default none */
  readonly origins?: readonly string[];
  /** Call detail records, and how they are rated. */
  readonly rating: StageRating;
  /** Transfers into Amazon Connect. @default none, so the stack is not deployed */
  readonly dnis?: StageDnis;
  /** SIP phones at Twilio. @default none: the stack is not deployed */
  readonly dialtone?: StageDialtone;
  /** The web page for operators. @default none: the stack is not deployed */
  readonly console?: StageConsole;
};

/** The web page of a stage. */
export type StageConsole = {
  /** The host name that operators type, such as `console.example.com`. */
  readonly host: string;
  /** The first part of the host name of the sign-in pages. No other user pool of the Region may have it. */
  readonly signInPrefix: string;
  /**
   * Whether it also shows DNIS pools. The pool API then accepts the people of the forwarding stack, and rolling DNIS has no user
   * pool of its own. @default false
   */
  readonly showsPools?: boolean;
};

/** Where call detail records come from, and how often they are rated. */
export type StageRating = {
  /** An existing bucket that the account writes its records to. @default the stack creates one */
  readonly recordsBucket?: string;
  /**
   * Whether Chime writes the records of the entire account to the stack's bucket. An account has one such setting, so at
   * most one stage may set it. It replaces the previous setting. A stage that keeps data must set it or `recordsBucket`.
   *
   * @default false
   */
  readonly receivesRecords?: boolean;
  /** The rating runs. Each has its own functions, results and alarms. */
  readonly runs: readonly StageRun[];
};

/** A rating run: a schedule, and the limits for publishing its results. */
export type StageRun = {
  /** Part of the names of all its resources: at most 20 lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly frequency: 'Daily' | 'Weekly' | 'Monthly';
  /** The time zone of the windows, as an IANA name. @default UTC */
  readonly zone?: string;
  /** The currency of the prices, as an ISO 4217 code. @default USD */
  readonly currency?: string;
  /** How long to wait for records after the end of a window, in whole hours up to 12. @default 3 */
  readonly lagHours?: number;
  /** Days before a window in which the run also looks for records that came late. @default 3, or 0 if arrivals are unknown */
  readonly lookBackDays?: number;
  /** Days after a window in which the run also looks for records that are stored under a later day. @default 1 */
  readonly lookAheadDays?: number;
  /**
   * `modified`: a record arrived when its object was stored. `unknown`: for a bucket that records were copied to, whose objects
   * do not say when the records arrived. Then no record is late.
   *
   * @default modified
   */
  readonly arrivals?: 'modified' | 'unknown';
  /** Whether a window without any record is published, with a cost of 0. @default false */
  readonly allowEmpty?: boolean;
  /** Shares of the records, from 0 to 1, above which a run does not publish its result. @default 0 */
  readonly limits?: {
    readonly unrated?: number;
    readonly rejected?: number;
    readonly conflict?: number;
  };
  /** Whether the results contain full phone numbers or only their last two digits. @default plain */
  readonly numbers?: 'plain' | 'masked';
  /** The source of prices: AWS's public price files or its Price List API. @default bulk */
  readonly prices?: 'bulk' | 'api';
  /** Memory of the function that rates, in MB. @default 3,008, the quota of a new account */
  readonly memory?: number;
  /** Windows with more objects or more bytes than this go to Spark. @default 300,000 objects, 3.5 GiB */
  readonly glueAbove?: { readonly objects: number; readonly bytes: number };
  /** The number of Spark workers, each with 4 processors and 16 GB. @default 10 */
  readonly glueWorkers?: number;
};

/** A phone number of a stage. An ordered number is billed until it is released. */
export type StageNumber = {
  /** Identifies the number, in letters, digits, dots, hyphens and underscores. Another name means another number. */
  readonly name: string;
  /** Whether an ordered number is released with the stack. An adopted number always goes back to where it was. */
  readonly onDestroy: 'keep' | 'release';
} & (
  | {
      /** A number of the account, in E.164. */
      readonly adopt: string;
    }
  | {
      /** Where a new number must be from. */
      readonly order:
        { readonly areaCode: string } | { readonly state: string } | { readonly tollFreePrefix: string };
    }
);
