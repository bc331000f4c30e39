import type { OriginationRoute } from '@dialplane/constructs';

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
  readonly trunkRoutes?: readonly OriginationRoute[];
  /** Phone numbers that are ordered or adopted with the stack. @default none */
  readonly numbers?: readonly StageNumber[];
  /** Web pages that may use the API, such as `https://console.example.com`. @default browsers are kept out */
  readonly origins?: readonly string[];
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
