import type { Parameters, RunningAction, Stage } from '../stage';
import { numberOf, textOf } from './parameters';

/** How long a prompt of the application plays, in milliseconds. */
export const promptMilliseconds = ({ application }: Stage, source: unknown): number => {
  const key = textOf((source as Readonly<Record<string, unknown>> | undefined)?.['Key']);
  return (application.promptSeconds?.(key) ?? 3) * 1000;
};

/** About 150 words a minute. */
export const speechMilliseconds = (text: unknown): number => textOf(text).split(/\s+/).length * 400;

const forSoLong = ({ time, done }: Stage, milliseconds: number): RunningAction => ({
  stop: time.after(milliseconds, () => done({ ok: true })),
});

/** PlayAudio (page play-audio): a terminator key ends the action for good. */
export const playAudio = (stage: Stage, parameters: Parameters): RunningAction => {
  stage.pickUp(stage.leg);
  const terminators = (parameters['PlaybackTerminators'] ?? []) as readonly string[];
  const finish = () => {
    running.stop();
    letGo();
    stage.done({ ok: true });
  };
  const running = {
    stop: stage.time.after(
      promptMilliseconds(stage, parameters['AudioSource']) * numberOf(parameters['Repeat'], 1),
      () => finish(),
    ),
  };
  const letGo =
    terminators.length > 0
      ? stage.takeDigits((digit) => {
          if (terminators.includes(digit)) finish();
        })
      : () => undefined;
  return {
    stop: () => {
      running.stop();
      letGo();
    },
  };
};

/** Speak (page speak). */
export const speak = (stage: Stage, parameters: Parameters): RunningAction => {
  stage.pickUp(stage.leg);
  return forSoLong(stage, speechMilliseconds(parameters['Text']));
};

/** Pause (page pause). It answers the call too: it is legal as the first action. */
export const pause = (stage: Stage, parameters: Parameters): RunningAction => {
  stage.pickUp(stage.leg);
  return forSoLong(stage, numberOf(parameters['DurationInMilliseconds'], 0));
};
