import { type CallAndBridge, callAndBridgeRules } from './actions/call-and-bridge';
import { type Hangup, hangupRules } from './actions/hangup';
import { type PlayAudio, playAudioRules } from './actions/play-audio';
import { type RecordAudio, recordAudioRules } from './actions/record-audio';
import type { Rule } from './rules/rule';

/** Everything that a SIP media application can be told to do, as the service reads it (page specify-actions). */
export type SmaAction = CallAndBridge | Hangup | PlayAudio | RecordAudio;

export type SmaActionType = SmaAction['Type'];

/** The rules of every action, by its name. An action without an entry does not compile. */
export const actionRules: Readonly<Record<SmaActionType, readonly Rule[]>> = {
  CallAndBridge: callAndBridgeRules,
  Hangup: hangupRules,
  PlayAudio: playAudioRules,
  RecordAudio: recordAudioRules,
};

/** Whether the service knows an action by this name. `AnswerCall` is none: any sound answers a call. */
export const isActionType = (name: unknown): name is SmaActionType =>
  typeof name === 'string' && Object.hasOwn(actionRules, name);
