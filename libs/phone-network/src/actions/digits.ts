import { actionFailed, type Parameters, type RunningAction, type Stage } from '../stage';
import type { Cancel } from '../time';
import { promptMilliseconds, speechMilliseconds } from './media';
import { numberOf, textOf } from './parameters';

/**
 * PlayAudioAndGetDigits and SpeakAndGetDigits (pages play-audio-get-digits, speak-and-get-digits): asks up to `Repeat`
 * times. Keys pressed during the question count and cut it short. The failure prompt is heard after the last attempt.
 */
export const askForDigits = (stage: Stage, parameters: Parameters): RunningAction => {
  const { time } = stage;
  stage.pickUp(stage.leg);
  const repeatWait = numberOf(parameters['RepeatDurationInMilliseconds'], 0);
  const between = numberOf(parameters['InBetweenDigitsDurationInMilliseconds'], repeatWait);
  const fewest = numberOf(parameters['MinNumberOfDigits'], 0);
  const most = numberOf(parameters['MaxNumberOfDigits'], 128);
  const terminators = (parameters['TerminatorDigits'] ?? ['#']) as readonly string[];
  const pattern = new RegExp(textOf(parameters['InputDigitsRegex']));
  let attemptsLeft = numberOf(parameters['Repeat'], 1);
  let digits = '';
  let timer: Cancel = () => undefined;

  const wait = (milliseconds: number, then: () => void) => {
    timer();
    timer = time.after(milliseconds, then);
  };
  const attempt = () => {
    attemptsLeft -= 1;
    digits = '';
    wait(soundMilliseconds(stage, parameters, 'AudioSource', 'SpeechParameters') + repeatWait, judge);
  };
  const judge = () => {
    if (digits !== '' && digits.length >= fewest && pattern.test(digits)) return finish(true);
    if (attemptsLeft > 0) return attempt();
    wait(soundMilliseconds(stage, parameters, 'FailureAudioSource', 'FailureSpeechParameters'), () =>
      finish(false),
    );
  };
  const finish = (heard: boolean) => {
    stop();
    stage.done(
      heard
        ? { ok: true, data: { ReceivedDigits: digits } }
        : actionFailed('InvalidActionParameter', 'No digits were received that match'),
    );
  };
  const letGo = stage.takeDigits((digit) => {
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

const soundMilliseconds = (stage: Stage, parameters: Parameters, audio: string, speech: string): number =>
  parameters[audio]
    ? promptMilliseconds(stage, parameters[audio])
    : speechMilliseconds((parameters[speech] as Parameters | undefined)?.['Text']);

/** ReceiveDigits: succeeds at once with no digits; each match comes later, as an event of its own. */
export const receiveDigits = (stage: Stage, parameters: Parameters): RunningAction => {
  stage.listen({
    pattern: new RegExp(textOf(parameters['InputDigitsRegex'])),
    betweenMilliseconds: numberOf(parameters['InBetweenDigitsDurationInMilliseconds'], 0),
    flushMilliseconds: numberOf(parameters['FlushDigitsDurationInMilliseconds'], 0),
  });
  return { stop: stage.time.after(1, () => stage.done({ ok: true, data: { ReceivedDigits: '' } })) };
};

/** SendDigits (page send-digits): tones one after the other, a comma being half a second's pause. */
export const sendDigits = (stage: Stage, parameters: Parameters): RunningAction => {
  const tone = numberOf(parameters['ToneDurationInMilliseconds'], 250);
  const timers: Cancel[] = [];
  let at = 0;
  for (const digit of textOf(parameters['Digits'])) {
    if (digit !== ',') timers.push(stage.time.after(at, () => stage.press(digit)));
    at += digit === ',' ? 500 : tone;
  }
  timers.push(stage.time.after(at, () => stage.done({ ok: true })));
  return { stop: () => timers.forEach((cancel) => cancel()) };
};
