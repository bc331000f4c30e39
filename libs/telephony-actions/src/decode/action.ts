import type { JsonFields } from '../rules/rule';
import type { ReportedAction, S3Place } from '../sma-event';
import { tagIn } from './legs';
import { type Correct, fieldNamed, fieldsIn, numberIn, textIn } from './wire';

// The parameters that are numbers. Examples on several pages write them as text, as in "3000".
const numbers: ReadonlySet<string> = new Set([
  'CallTimeoutSeconds',
  'DurationInMilliseconds',
  'DurationInSeconds',
  'FlushDigitsDurationInMilliseconds',
  'InBetweenDigitsDurationInMilliseconds',
  'MaxNumberOfDigits',
  'MinNumberOfDigits',
  'Repeat',
  'RepeatDurationInMilliseconds',
  'SilenceDurationInSeconds',
  'SilenceThreshold',
  'SipResponseCode',
  'ToneDurationInMilliseconds',
]);

// Names that pages misspell, and what they mean.
const renamed: Readonly<Record<string, string>> = {
  PlaybackTerminator: 'PlaybackTerminators',
  RecordinDestination: 'RecordingDestination',
};

/** The action of an event. */
export const actionIn = (data: JsonFields, correct: Correct): ReportedAction => ({
  type: textIn(data['Type']) ?? '',
  parameters: Object.fromEntries(
    Object.entries(fieldsIn(data['Parameters'])).map(([written, value]) => {
      const name = Object.hasOwn(renamed, written) ? (renamed[written] ?? written) : written;
      if (name !== written) correct(`read ${written} as ${name}`);
      return [name, parameterIn(name, value, correct)];
    }),
  ),
});

const parameterIn = (name: string, value: unknown, correct: Correct): unknown => {
  if (name === 'ParticipantTag') return tagIn(value, name, correct) ?? value;
  if (name === 'PlaybackTerminators' && typeof value === 'string') {
    correct(`read ${name} as a list`);
    return [...value];
  }
  if (name === 'Enable') return booleanIn(name, value, correct);
  const number = typeof value === 'string' && numbers.has(name) ? numberIn(value) : undefined;
  if (number === undefined) return value;
  correct(`read ${name} as a number`);
  return number;
};

// One page writes Python: True and False.
const booleanIn = (name: string, value: unknown, correct: Correct): unknown => {
  if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return value;
  correct(`read ${name} as a boolean`);
  return value.toLowerCase() === 'true';
};

/** Where RecordAudio put the recording, if the event says so. */
export const recordingIn = (data: JsonFields, correct: Correct): S3Place | undefined => {
  const place = fieldsIn(fieldNamed(data, 'RecordingDestination', 'RecordinDestination', correct));
  const bucket = textIn(place['BucketName']);
  const key = textIn(place['Key']);
  return bucket && key ? { bucket, key } : undefined;
};
