import type { Caller } from '@dialplane/phone-numbers';
import type { Call, Leg } from './call';
import type { Step } from './step';

/** Why a step failed, in vendor-neutral terms. */
export type FailureReason =
  /** The call was not answered: it rang out, was busy, or was declined. */
  | 'not-answered'
  /** The provider rejected the step as we asked for it. A retry will not help. */
  | 'rejected'
  /** The provider could not do it at the moment: it was throttled or failed. */
  | 'unavailable'
  /** The caller did not enter the digits that were asked for in time. */
  | 'no-input'
  | 'unknown';

/** What happened. */
export type CallEventBody =
  /** A call to one of our numbers came in. */
  | {
      readonly kind: 'arrival';
      /** As dialled: E.164, or a short number such as 911 where the trunk delivers those. */
      readonly dialled: string;
      readonly from: Caller;
      /** The numbers that forwarded the call before us, the latest first (RFC 5806, Diversion). */
      readonly diversions: readonly string[];
    }
  /** A call that we placed is in progress, but no steps can be sent yet. */
  | { readonly kind: 'placing'; readonly stage: 'started' | 'ringing' }
  /** A call that we placed was answered, possibly by a machine. */
  | { readonly kind: 'answered' }
  /** All requested steps are done. `step` is the last one. */
  | {
      readonly kind: 'steps-done';
      readonly step: Step['kind'] | 'other';
      /** The digits that the caller entered, if the step collected digits. */
      readonly digits?: string;
      /** Where the recording is stored, if the step made one. */
      readonly recording?: string;
    }
  /** One step failed, and the steps after it were dropped. */
  | {
      readonly kind: 'step-failed';
      readonly step: Step['kind'] | 'other';
      readonly reason: FailureReason;
      /** The provider's own description, for the log. */
      readonly detail: string;
    }
  /** A step was interrupted by an update. Another event follows. */
  | { readonly kind: 'step-interrupted' }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'leg-ended'; readonly leg: Leg }
  /** A client requested something through the provider's API for updating a call. */
  | { readonly kind: 'update'; readonly arguments: Readonly<Record<string, string>> }
  /** The provider rejected our last response. The call is still up, and none of the steps were done. */
  | { readonly kind: 'response-rejected'; readonly detail: string }
  /** An unknown event. It must never end a healthy call. */
  | { readonly kind: 'unknown'; readonly name: string };

/** One event of a call, in vendor-neutral terms. */
export type CallEvent = CallEventBody & {
  readonly call: Call;
  /** Increases within a call. An event that is delivered again has the same number. */
  readonly sequence: number;
};
