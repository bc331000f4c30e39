import type { Parameters, RunningAction, ActionContext } from '../action-context';
import type { Cancel } from '../time';
import { numberParameter, textParameter } from './parameters';

/** How long a virtual caller speaks before it is silent. */
const speaksMilliseconds = 8_000;

/**
 * RecordAudio (page record-audio): ends at a key, the maximum length or silence. No sound is recorded: only the key
 * that the recording would have is reported.
 */
export const simulateRecordAudio = (context: ActionContext, parameters: Parameters): RunningAction => {
  const { time, leg } = context;
  context.pickUp(leg);
  const destination = parameters['RecordingDestination'] as Parameters;
  const prefix = textParameter(destination['Prefix']);
  const terminators = parameters['RecordingTerminators'] as readonly string[];
  const timers: Cancel[] = [];
  const startedAt = time.now();
  const key = `${prefix}${prefix && !prefix.endsWith('/') ? '/' : ''}${context.transactionId}_${leg.callId}.wav`;

  const finish = (terminator?: string) => {
    stop();
    context.recordings.set(key, (time.now() - startedAt) / 1000);
    context.done({
      ok: true,
      data: {
        RecordingDestination: {
          Type: 'S3',
          BucketName: destination['BucketName'],
          Key: key,
        },
        ...(terminator && { RecordingTerminatorUsed: terminator }),
      },
    });
  };
  const stop = () => {
    timers.forEach((cancel) => cancel());
    letGo();
  };
  const letGo = context.takeDigits((digit) => {
    if (terminators.includes(digit)) finish(digit);
  });
  const seconds = parameters['DurationInSeconds'];
  if (seconds !== undefined) timers.push(time.after(numberParameter(seconds, 0) * 1000, () => finish()));
  const silence = parameters['SilenceDurationInSeconds'];
  if (silence !== undefined) {
    timers.push(time.after(speaksMilliseconds + numberParameter(silence, 0) * 1000, () => finish()));
  }
  return { stop };
};
