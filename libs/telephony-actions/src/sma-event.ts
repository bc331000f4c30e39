import type { CallMemory } from '@dialplane/call-control';
import type { ParticipantTag } from './invocation';

/** One leg of a call, as it stands after the event. */
export type SmaLeg = {
  readonly callId: string;
  /** `LEG-A` is the leg that the call began with; `LEG-B` one that we rang. */
  readonly tag: ParticipantTag;
  /** E.164; of a leg in a meeting, a word of the service's. Empty if not told. */
  readonly to: string;
  readonly from: string;
  readonly direction: 'Inbound' | 'Outbound';
  /** When it began, in milliseconds since 1970; missing if not told. */
  readonly startedAt?: number;
  /** Whether it is up. A leg whose status is not told is up: the service leaves that out of some events. */
  readonly connected: boolean;
  /** By name in lower case, because the pages differ in the case. */
  readonly sipHeaders: Readonly<Record<string, string>>;
};

/** What went wrong, whichever of the documented shapes it came in. */
export type SmaError = {
  /** As in `CallNotAnswered`. Types that no page lists occur. */
  readonly type: string;
  readonly message: string;
  /** Details, one an attendee (page mute-unmute). Empty as a rule. */
  readonly list: readonly string[];
};

/** The action that an event is about. */
export type ReportedAction = {
  /** Its name, also one that we do not know. */
  readonly type: string;
  /** As sent, with numbers and booleans for what the pages' examples write as text. */
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** A file in S3. */
export type S3Place = { readonly bucket: string; readonly key: string };

/** What happened, by the service's own names (page pstn-invocations). */
export type SmaEventBody =
  | { readonly type: 'NEW_INBOUND_CALL' | 'NEW_OUTBOUND_CALL' | 'RINGING' | 'CALL_ANSWERED' }
  | {
      /** Every action of the list is done; `action` is the last. */
      readonly type: 'ACTION_SUCCESSFUL';
      readonly action: ReportedAction;
      /** What was keyed, where the action gathered it. */
      readonly digits?: string;
      /** Where RecordAudio put the recording. */
      readonly recording?: S3Place;
      /** The key that ended the recording; missing if length or silence did. */
      readonly recordingTerminator?: string;
      /** Where StartCallRecording puts the recording: bucket, slash, key. */
      readonly callRecording?: string;
      /** What the bot understood (page start-bot-conversation, IntentResult). */
      readonly intent?: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'ACTION_FAILED'; readonly action: ReportedAction; readonly error: SmaError }
  | { readonly type: 'ACTION_INTERRUPTED'; readonly action: ReportedAction }
  | { readonly type: 'DIGITS_RECEIVED'; readonly action: ReportedAction; readonly digits: string }
  | {
      readonly type: 'HANGUP';
      /** The leg that ended; missing if the event does not tell. */
      readonly callId?: string;
      /** 0 it was over, 480 not available, 486 busy. */
      readonly sipResponseCode: number;
    }
  | { readonly type: 'CALL_UPDATE_REQUESTED'; readonly arguments: Readonly<Record<string, string>> }
  | { readonly type: 'INVALID_LAMBDA_RESPONSE'; readonly error: SmaError }
  | { readonly type: 'UNKNOWN'; readonly name: string };

/** What every event tells of its call. */
export type SmaCall = {
  /** Names the call, the same in all its events. */
  readonly transactionId: string;
  /** Counts up within a call, from 1 or 2. 0 if not told: such an event cannot be told from the same one again. */
  readonly sequence: number;
  /** What was remembered of the call. */
  readonly attributes: CallMemory;
  readonly legs: readonly SmaLeg[];
  readonly accountId: string;
  readonly region: string;
  readonly sipMediaApplicationId: string;
  /** Missing for a call that the API placed. */
  readonly sipRuleId?: string;
};

/** An event of a SIP media application, in one shape whichever of the documented ones it came in. */
export type SmaEvent = SmaCall & SmaEventBody;
