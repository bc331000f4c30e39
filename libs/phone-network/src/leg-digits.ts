import { listenForDigits, type DigitListener, type ReceiveDigitsRule } from './digits';
import type { SmaLeg } from './sma-leg';
import type { Time } from './time';

/** Who hears the keys of each leg: an action that asks for digits first, or else whoever listens. */
export type LegDigits = {
  /** Hands every key of a leg to `key`, until stopped. */
  readonly take: (leg: SmaLeg, key: (digit: string) => void) => () => void;
  /** Hears keys from now on, beside everything else. A new listener takes the old one's place. */
  readonly listen: (leg: SmaLeg, rule: ReceiveDigitsRule, received: (digits: string) => void) => void;
  /** A key was pressed. True if an action took it. */
  readonly key: (leg: SmaLeg, digit: string) => boolean;
  /** The leg has ended. */
  readonly forget: (leg: SmaLeg) => void;
};

export const legDigits = (time: Time): LegDigits => {
  const listeners = new Map<SmaLeg, DigitListener>();
  const takers = new Map<SmaLeg, (digit: string) => void>();
  return {
    take: (leg, key) => {
      takers.set(leg, key);
      return () => takers.delete(leg);
    },
    listen: (leg, rule, received) => {
      listeners.get(leg)?.stop();
      listeners.set(leg, listenForDigits(time, rule, received));
    },
    key: (leg, digit) => {
      const take = takers.get(leg);
      if (take) take(digit);
      else listeners.get(leg)?.key(digit);
      return take !== undefined;
    },
    forget: (leg) => {
      listeners.get(leg)?.stop();
      listeners.delete(leg);
      takers.delete(leg);
    },
  };
};
