import type { CallMemory } from '@dialplane/call-control';
import type { ParticipantTag } from './invocation';

/** One leg of a call, in its state after the event. */
export type SmaLeg = {
  readonly callId: string;
  /** `LEG-A` is the leg that started the call; `LEG-B` is a leg that we rang. */
  readonly tag: ParticipantTag;
  /** E.164; for a leg in a meeting, a value of the service. Empty if not given. */
  readonly to: string;
  readonly from: string;
  readonly direction: 'Inbound' | 'Outbound';
  /** When it started, in epoch milliseconds; absent if not given. */
  readonly startedAt?: number;
  /** Whether it is up. A leg without a status is up: the service omits the status in some events. */
  readonly connected: boolean;
  /** By lower-case name, because the pages differ in case. */
  readonly sipHeaders: Readonly<Record<string, string>>;
};

/** What went wrong, decoded from any of the documented shapes. */
export type SmaError = {
  /** Such as `CallNotAnswered`. Undocumented types occur. */
  readonly type: string;
  readonly message: string;
  /** Details per attendee (page mute-unmute). Usually empty. */
  readonly list: readonly string[];
};

/** The action of an event. */
export type ReportedAction = {
  /** Its name, which may be unknown to us. */
  readonly type: string;
  /** As sent, but with numbers and booleans where examples have text. */
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** A file in S3. */
export type S3Place = { readonly bucket: string; readonly key: string };

/** What happened, by the service's event types (page pstn-invocations). */
export type SmaEventBody =
  | { readonly type: 'NEW_INBOUND_CALL' | 'RINGING' | 'CALL_ANSWERED' }
  | {
      readonly type: 'NEW_OUTBOUND_CALL';
      /** The arguments of CreateSipMediaApplicationCall. */
      readonly arguments: Readonly<Record<string, string>>;
    }
  | {
      /** Every action of the list is done; `action` is the last one. */
      readonly type: 'ACTION_SUCCESSFUL';
      readonly action: ReportedAction;
      /** The digits, if the action collected them. */
      readonly digits?: string;
      /** Where RecordAudio saved the recording. */
      readonly recording?: S3Place;
      /** The key that ended the recording; absent if length or silence ended it. */
      readonly recordingTerminator?: string;
      /** Where StartCallRecording saves the recording: bucket, slash, key. */
      readonly callRecording?: string;
      /** What the bot understood (page start-bot-conversation, IntentResult). */
      readonly intent?: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'ACTION_FAILED'; readonly action: ReportedAction; readonly error: SmaError }
  | { readonly type: 'ACTION_INTERRUPTED'; readonly action: ReportedAction }
  | { readonly type: 'DIGITS_RECEIVED'; readonly action: ReportedAction; readonly digits: string }
  | {
      readonly type: 'HANGUP';
      /** The leg that ended; absent if the event does not say. */
      readonly callId?: string;
      /** Its tag. The leg may be missing from `legs`. Absent if the event does not say which leg ended. */
      readonly tag?: ParticipantTag;
      /** 0 normal end, 480 unavailable, 486 busy. */
      readonly sipResponseCode: number;
    }
  | { readonly type: 'CALL_UPDATE_REQUESTED'; readonly arguments: Readonly<Record<string, string>> }
  | { readonly type: 'INVALID_LAMBDA_RESPONSE'; readonly error: SmaError }
  | { readonly type: 'UNKNOWN'; readonly name: string };

/** The facts about the call that every event contains. */
export type SmaCall = {
  /** The id of the call, the same in all its events. */
  readonly transactionId: string;
  /** Increases within a call, from 1 or 2. 0 if not given: then a repeated event cannot be recognised. */
  readonly sequence: number;
  /** What is remembered of the call. */
  readonly attributes: CallMemory;
  readonly legs: readonly SmaLeg[];
  readonly accountId: string;
  readonly region: string;
  readonly sipMediaApplicationId: string;
  /** Absent for a call that was placed through the API. */
  readonly sipRuleId?: string;
};

/** An event of a SIP media application, decoded from any of its documented shapes. */
export type SmaEvent = SmaCall & SmaEventBody;
