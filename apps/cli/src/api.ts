import type { Forward, RouteReason, StoredForward, Target } from '@dialplane/forwarding';

/** A number of the account, as `GET /numbers` shows it. */
export type ApiNumber = {
  readonly number: string;
  readonly type?: string;
  readonly productType: string;
  readonly status: string;
  readonly country?: string;
  readonly name?: string;
  readonly attachedTo: readonly ApiAttachment[];
  readonly forward?: StoredForward;
  readonly operation?: ApiOperation;
};

/** What answers a number at the provider. */
export type ApiAttachment = {
  readonly kind: 'voice-connector' | 'voice-connector-group' | 'sip-rule';
  readonly id: string;
};

/** A number being moved, as `GET /operations/{id}` shows it. Times are ISO 8601, UTC. */
export type ApiOperation = {
  readonly id: string;
  readonly number: string;
  readonly wanted: 'forwarded' | 'removed';
  /** `done` and `restored` are the ends of it: as wanted, or as it was before. */
  readonly status: 'moving' | 'restoring' | 'done' | 'restored';
  readonly step?: string;
  readonly attempts: number;
  readonly lastError?: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly nextAttemptAt?: string;
};

/** Somebody's wish to change a forward, and what came of it. */
export type ApiChange = {
  readonly at: string;
  readonly by: string;
  readonly action: 'put' | 'remove';
  readonly outcome: 'asked' | 'done' | 'restored' | 'conflict';
  readonly version?: number;
  readonly forward?: Forward;
};

/** What would happen to a call, as `POST /explain` tells it. */
export type ApiExplanation = {
  readonly number: string;
  readonly from: string;
  readonly at: string;
  readonly because: RouteReason;
  readonly sentence: string;
  readonly targets: readonly Target[];
  readonly callerId?: string;
  readonly atEnd?: string;
  readonly version?: number;
  readonly nextChange?: string;
  /** Where the call would arrive at all; `unknown` when the provider could not be asked. */
  readonly answeredBy:
    'our-application' | 'voice-connector' | 'another-application' | 'nobody' | 'not-ours' | 'unknown';
};

/** A Voice Connector of the account. */
export type ApiVoiceConnector = {
  readonly id: string;
  readonly arn?: string;
  readonly name: string;
  readonly region: string;
  readonly requiresEncryption: boolean;
  readonly createdAt?: string;
};

/** A SIP media application of the account; `ours` is the one that forwards. */
export type ApiSipMediaApplication = {
  readonly id: string;
  readonly arn?: string;
  readonly name: string;
  readonly region: string;
  readonly lambdaArn?: string;
  readonly ours: boolean;
};
