import type { E164 } from '@dialplane/phone-numbers';
import type { Call, Leg } from './call';
import type { Step } from './step';

/** Why a step failed, in no provider's words. */
export type FailureReason =
  /** Nobody took the call: it rang out, or was busy, or was turned down. */
  | 'not-answered'
  /** The provider would not do the step as we asked for it. Asking again will not help. */
  | 'rejected'
  /** The provider could not do it now: throttled, or broken. */
  | 'unavailable'
  /** The caller did not do what was asked, such as keying digits in time. */
  | 'no-input'
  | 'unknown';

/** Who calls: a number, somebody who hides theirs, or an emergency service that rings back by its short number. */
export type Caller = E164 | 'withheld' | 'emergency-service';

/** What happened. */
export type CallEventBody =
  /** Somebody rang a number of ours. */
  | {
      readonly kind: 'arrival';
      /** As dialled: E.164, or a short number such as 911 where the trunk delivers those. */
      readonly dialled: string;
      readonly from: Caller;
      /** Whoever forwarded the call before us, the latest first (RFC 5806 Diversion). */
      readonly diversions: readonly string[];
    }
  /** A call that we placed is under way; nothing can be asked of it yet. */
  | { readonly kind: 'placing'; readonly stage: 'started' | 'ringing' }
  /** A call that we placed was answered, maybe by a machine. */
  | { readonly kind: 'answered' }
  /** All steps asked for are done. `step` is the last of them. */
  | {
      readonly kind: 'steps-done';
      readonly step: Step['kind'] | 'other';
      /** What the caller keyed, where the step gathered digits. */
      readonly digits?: string;
      /** Where the recording lies, where the step made one. */
      readonly recording?: string;
    }
  /** One step failed, and those after it were dropped. */
  | {
      readonly kind: 'step-failed';
      readonly step: Step['kind'] | 'other';
      readonly reason: FailureReason;
      /** The provider's own words, for the log. */
      readonly detail: string;
    }
  /** A step was cut short by an update. Another event follows. */
  | { readonly kind: 'step-interrupted' }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'leg-ended'; readonly leg: Leg }
  /** Somebody outside asked for something, through the provider's update call. */
  | { readonly kind: 'update'; readonly arguments: Readonly<Record<string, string>> }
  /** The provider could not read our last answer. The call is up still, and nothing we asked for was done. */
  | { readonly kind: 'response-rejected'; readonly detail: string }
  /** An event we do not know. It must never end a healthy call. */
  | { readonly kind: 'unknown'; readonly name: string };

/** One event in the life of a call, in no provider's words. */
export type CallEvent = CallEventBody & {
  readonly call: Call;
  /** Counts up within a call. The same event delivered again has the same number. */
  readonly sequence: number;
};
