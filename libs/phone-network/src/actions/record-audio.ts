import type { Parameters, RunningAction, Stage } from '../stage';
import type { Cancel } from '../time';
import { numberOf, textOf } from './parameters';

/** How long a virtual caller speaks before falling silent. */
const speaksMilliseconds = 8_000;

/**
 * RecordAudio (page record-audio): ends by a key, by length, or by silence. No sound is kept: only the key that the
 * recording would have is made up and told.
 */
export const recordAudio = (stage: Stage, parameters: Parameters): RunningAction => {
  const { time, leg } = stage;
  stage.pickUp(leg);
  const destination = parameters['RecordingDestination'] as Parameters;
  const prefix = textOf(destination['Prefix']);
  const terminators = parameters['RecordingTerminators'] as readonly string[];
  const timers: Cancel[] = [];

  const finish = (terminator?: string) => {
    stop();
    stage.done({
      ok: true,
      data: {
        RecordingDestination: {
          Type: 'S3',
          BucketName: destination['BucketName'],
          Key: `${prefix}${prefix && !prefix.endsWith('/') ? '/' : ''}${stage.transactionId}_${leg.callId}.wav`,
        },
        ...(terminator && { RecordingTerminatorUsed: terminator }),
      },
    });
  };
  const stop = () => {
    timers.forEach((cancel) => cancel());
    letGo();
  };
  const letGo = stage.takeDigits((digit) => {
    if (terminators.includes(digit)) finish(digit);
  });
  const seconds = parameters['DurationInSeconds'];
  if (seconds !== undefined) timers.push(time.after(numberOf(seconds, 0) * 1000, () => finish()));
  const silence = parameters['SilenceDurationInSeconds'];
  if (silence !== undefined) {
    timers.push(time.after(speaksMilliseconds + numberOf(silence, 0) * 1000, () => finish()));
  }
  return { stop };
};
