import { actionFailed, type Parameters, type RunningAction, type ActionContext } from '../action-context';
import type { Cancel } from '../time';
import { promptMilliseconds, speechMilliseconds } from './media';
import { numberParameter, textParameter } from './parameters';

/**
 * PlayAudioAndGetDigits and SpeakAndGetDigits (pages play-audio-get-digits, speak-and-get-digits): asks up to `Repeat`
 * times. Keys pressed during the question count and stop it. The failure prompt is played after each failed attempt.
 */
export const simulateAskForDigits = (context: ActionContext, parameters: Parameters): RunningAction => {
  const { time } = context;
  context.pickUp(context.leg);
  const repeatWait = numberParameter(parameters['RepeatDurationInMilliseconds'], 0);
  const between = numberParameter(parameters['InBetweenDigitsDurationInMilliseconds'], repeatWait);
  const fewest = numberParameter(parameters['MinNumberOfDigits'], 0);
  const most = numberParameter(parameters['MaxNumberOfDigits'], 128);
  const terminators = (parameters['TerminatorDigits'] ?? ['#']) as readonly string[];
  const pattern = new RegExp(textParameter(parameters['InputDigitsRegex']));
  let attemptsLeft = numberParameter(parameters['Repeat'], 1);
  let digits = '';
  let timer: Cancel = () => undefined;

  const wait = (milliseconds: number, then: () => void) => {
    timer();
    timer = time.after(milliseconds, then);
  };
  const attempt = () => {
    attemptsLeft -= 1;
    digits = '';
    wait(soundMilliseconds(context, parameters, 'AudioSource', 'SpeechParameters') + repeatWait, judge);
  };
  const judge = () => {
    if (digits !== '' && digits.length >= fewest && pattern.test(digits)) return finish(true);
    wait(soundMilliseconds(context, parameters, 'FailureAudioSource', 'FailureSpeechParameters'), () =>
      attemptsLeft > 0 ? attempt() : finish(false),
    );
  };
  const finish = (heard: boolean) => {
    stop();
    context.done(
      heard
        ? { ok: true, data: { ReceivedDigits: digits } }
        : actionFailed('InvalidDigitsReceived', 'No valid digits were received'),
    );
  };
  const letGo = context.takeDigits((digit) => {
    if (terminators.includes(digit)) return judge();
    digits += digit;
    if (digits.length >= most) judge();
    else wait(between, judge);
  });
  const stop = () => {
    timer();
    letGo();
  };

  attempt();
  return { stop };
};

const soundMilliseconds = (
  context: ActionContext,
  parameters: Parameters,
  audio: string,
  speech: string,
): number =>
  parameters[audio]
    ? promptMilliseconds(context, parameters[audio])
    : speechMilliseconds((parameters[speech] as Parameters | undefined)?.['Text']);

/** ReceiveDigits: succeeds at once without digits; each match is reported later by an event of its own. */
export const simulateReceiveDigits = (context: ActionContext, parameters: Parameters): RunningAction => {
  context.listen({
    pattern: new RegExp(textParameter(parameters['InputDigitsRegex'])),
    betweenMilliseconds: numberParameter(parameters['InBetweenDigitsDurationInMilliseconds'], 0),
    flushMilliseconds: numberParameter(parameters['FlushDigitsDurationInMilliseconds'], 0),
  });
  return { stop: context.time.after(1, () => context.done({ ok: true, data: { ReceivedDigits: '' } })) };
};

/** SendDigits (page send-digits): tones one after the other; a comma is a pause of half a second. */
export const simulateSendDigits = (context: ActionContext, parameters: Parameters): RunningAction => {
  const tone = numberParameter(parameters['ToneDurationInMilliseconds'], 250);
  const timers: Cancel[] = [];
  let at = 0;
  for (const digit of textParameter(parameters['Digits'])) {
    if (digit !== ',') timers.push(context.time.after(at, () => context.press(digit)));
    at += digit === ',' ? 500 : tone;
  }
  timers.push(context.time.after(at, () => context.done({ ok: true })));
  return { stop: () => timers.forEach((cancel) => cancel()) };
};
