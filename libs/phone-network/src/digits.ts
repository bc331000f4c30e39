import type { Cancel, NetworkTime } from './time';

/** Receives the keys of a leg. */
export type DigitListener = { readonly key: (digit: string) => void; readonly stop: () => void };

export type ReceiveDigitsRule = {
  readonly pattern: RegExp;
  readonly betweenMilliseconds: number;
  readonly flushMilliseconds: number;
};

/**
 * ReceiveDigits (developer guide, page listen-to-digits): after each key the service waits and checks whether the digits
 * match; after the flush time it reports the digits that it has.
 */
export const listenForDigits = (
  time: NetworkTime,
  { pattern, betweenMilliseconds, flushMilliseconds }: ReceiveDigitsRule,
  received: (digits: string) => void,
): DigitListener => {
  let digits = '';
  let between: Cancel = () => undefined;
  let flush: Cancel = () => undefined;

  const handOn = () => {
    between();
    flush();
    const heard = digits;
    digits = '';
    received(heard);
  };

  return {
    key: (digit) => {
      if (digits === '') flush = time.after(flushMilliseconds, handOn);
      digits += digit;
      between();
      between = time.after(betweenMilliseconds, () => {
        if (pattern.test(digits)) handOn();
      });
    },
    stop: () => {
      between();
      flush();
    },
  };
};
