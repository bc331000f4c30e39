/** A version of a function: code that does not change any more. */
export type ReleasedVersion = {
  readonly version: string;
  readonly codeSha256: string;
  readonly role: string;
  /** A hash of the settings beside the code, such as environment variables. */
  readonly settings: string;
};

/** One function of a stage, and the alias that calls reach. */
export type ReleasedFunction = {
  readonly name: string;
  readonly versions: readonly ReleasedVersion[];
  readonly serving: {
    readonly version: string;
    /** What served before, the latest first: where a rollback goes. Versions that were rolled back are not in it. */
    readonly before: readonly string[];
    /** Other versions that get a share of the calls. */
    readonly shares: Readonly<Record<string, number>>;
    /** Versions that must not serve again, because an alarm was raised when they did. @default none */
    readonly refused?: readonly string[];
  };
};

/** An answer of a function to a webhook. */
export type SmokeAnswer = { readonly status: number; readonly body: string };

/** Where functions are deployed. Each throws `ReleaseError`. */
export type Releases = {
  readonly read: (functionName: string) => Promise<ReleasedFunction>;
  /** Copies the code of a version into another function, byte for byte, and publishes it. @returns the new version */
  readonly copy: (
    from: { readonly name: string; readonly version: string },
    to: string,
  ) => Promise<ReleasedVersion>;
  /** Sends all requests to a version. */
  readonly serve: (
    functionName: string,
    version: string,
    before: readonly string[],
    refused?: readonly string[],
  ) => Promise<void>;
  /** Sends a share of the requests, between 0 and 1, to another version. */
  readonly share: (functionName: string, version: string, share: number) => Promise<void>;
  /** Asks one version, without sending any caller there. */
  readonly ask: (functionName: string, version: string, event: unknown) => Promise<SmokeAnswer>;
};

export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
}

/** The functions of a dialtone. A release is all of them: they share their configuration, and their tables. */
export const dialtoneApps = [
  'dialtone-outgoing',
  'dialtone-urgent',
  'dialtone-incoming',
  'dialtone-status',
] as const;

/** The alias that calls reach. */
export const servingAlias = 'serving';

export const functionName = (stage: string, app: string): string => `dialtone-${stage}-${app}`;
