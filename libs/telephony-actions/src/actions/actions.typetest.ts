// Read by the compiler and never run: each marked line must fail to compile.
import { callAndBridge, hangup, joinChimeMeeting, speak, startCallRecording, voiceFocus } from '.';
import type { SmaAction } from '../sma-action';

const callerIdNumber = '+12065550100';
const phone = '+12065550111';
const trunk = { arn: 'arn:aws:chime:us-east-1:111122223333:vc/abc', user: 'desk' };

// @ts-expect-error a phone takes no headers
export const bridgeToPhoneWithHeaders = callAndBridge({ callerIdNumber, phone, sipHeaders: { 'X-A': 'b' } });

// @ts-expect-error a call is bridged to one place
export const twoPlaces = callAndBridge({ callerIdNumber, phone, trunk });

// @ts-expect-error a call is bridged somewhere
export const nowhere = callAndBridge({ callerIdNumber });

// @ts-expect-error a leg is named by its id or by its tag, not by both
export const namedTwice = hangup({ callId: 'c-a', participantTag: 'LEG-A' });

// @ts-expect-error only 0, 480 and 486 are told
export const strangeCode = hangup({ sipResponseCode: 603 });

// @ts-expect-error only the leg that the call began with joins a meeting
export const calleeToMeeting = joinChimeMeeting({ participantTag: 'LEG-B', joinToken: 'j-1' });

// @ts-expect-error speech does not find its leg by itself
export const speechToNobody = speak({ text: 'Hello.' });

// @ts-expect-error a track is written in capitals
export const smallTrack = startCallRecording({ callId: 'c-a', track: 'both', location: 'recordings' });

// @ts-expect-error a boolean, not a word
export const wordForTrue = voiceFocus({ callId: 'c-a', enable: 'true' });

// @ts-expect-error there is no action that answers a call
export const answer: SmaAction = { Type: 'AnswerCall', Parameters: {} };
