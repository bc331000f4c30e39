import type { Cancel } from '@dialplane/phone-network';
import type { Running, VerbContext } from './verb';
import { lengthOf, wordsOf } from './spoken';

/**
 * `<Gather>`: the first key interrupts its prompts. Then it waits up to `timeout` seconds for each further key (docs, "TwiML
 * Voice: <Gather>").
 */
export const gather = ({ call, element, next, ask }: VerbContext): Running => {
  const { attributes, children } = element;
  const { time } = call.exchange;
  const timeout = 1000 * Number(attributes['timeout'] ?? 5);
  const finishOnKey = attributes['finishOnKey'] ?? '#';
  const most = Number(attributes['numDigits'] ?? Infinity);
  let digits = '';
  let stop: Cancel = () => undefined;

  const done = (finishedOn: string): void => {
    stop();
    if (digits === '' && attributes['actionOnEmptyResult'] !== 'true' && finishedOn === '') return next();
    // `msg` and a blank FinishedOnKey are not documented, but captures of live calls have them.
    ask(attributes['action'] ?? '', attributes['method'] ?? 'POST', {
      Digits: digits,
      FinishedOnKey: finishedOn,
      msg: 'Gather End',
    });
  };
  const wait = (): void => {
    stop();
    stop = time.after(timeout, () => done(''));
  };
  const prompt = ([first, ...rest]: typeof children): void => {
    if (!first) return wait();
    call.hears(wordsOf(first));
    const length = lengthOf(first);
    if (length !== Infinity) stop = time.after(length, () => prompt(rest));
  };
  prompt(children);

  return {
    key: (digit) => {
      if (finishOnKey.includes(digit)) return done(digit);
      digits += digit;
      if (digits.length >= most) return done('');
      wait();
    },
    stop: () => stop(),
  };
};
