import {
  actionFailed,
  type ActionContext,
  type ActionResult,
  type Parameters,
  type RunningAction,
} from '../action-context';
import { numberParameter, textParameter } from './parameters';

/** How long a prompt of the application plays, in milliseconds. */
export const promptMilliseconds = (context: ActionContext, source: unknown): number =>
  (soundSeconds(context, source) ?? 0) * 1000;

/** The length of a recording of the call, or of a prompt; undefined if there is neither. */
const soundSeconds = (
  { application: { promptSeconds = () => 3 }, recordings }: ActionContext,
  source: unknown,
): number | undefined => recordings.get(keyOf(source)) ?? promptSeconds(keyOf(source));

const keyOf = (source: unknown): string =>
  textParameter((source as Readonly<Record<string, unknown>> | undefined)?.['Key']);

/** The failure of a sound that is not in its bucket (page unexpected-action-fail); undefined if all sounds exist. */
export const missingSound = (context: ActionContext, parameters: Parameters): ActionResult | undefined =>
  ['AudioSource', 'FailureAudioSource', 'RingbackTone'].some(
    (name) => parameters[name] !== undefined && soundSeconds(context, parameters[name]) === undefined,
  )
    ? actionFailed('InvalidAudioSource', 'Cannot access S3 bucket or audio file.')
    : undefined;

/** About 150 words a minute. */
export const speechMilliseconds = (text: unknown): number => textParameter(text).split(/\s+/).length * 400;

const forSoLong = ({ time, done }: ActionContext, milliseconds: number): RunningAction => ({
  stop: time.after(milliseconds, () => done({ ok: true })),
});

/** PlayAudio (page play-audio): a terminator key ends the action for good. */
export const simulatePlayAudio = (context: ActionContext, parameters: Parameters): RunningAction => {
  context.pickUp(context.leg);
  const terminators = (parameters['PlaybackTerminators'] ?? []) as readonly string[];
  const finish = () => {
    running.stop();
    letGo();
    context.done({ ok: true });
  };
  const running = {
    stop: context.time.after(
      promptMilliseconds(context, parameters['AudioSource']) * numberParameter(parameters['Repeat'], 1),
      () => finish(),
    ),
  };
  const letGo =
    terminators.length > 0
      ? context.takeDigits((digit) => {
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
export const simulateSpeak = (context: ActionContext, parameters: Parameters): RunningAction => {
  context.pickUp(context.leg);
  return forSoLong(context, speechMilliseconds(parameters['Text']));
};

/** Pause (page pause). It answers the call too, so it may be the first action. */
export const simulatePause = (context: ActionContext, parameters: Parameters): RunningAction => {
  context.pickUp(context.leg);
  return forSoLong(context, numberParameter(parameters['DurationInMilliseconds'], 0));
};
