import { listenForDigits, type DigitListener, type ReceiveDigitsRule } from './digits';
import type { SimulatedLeg } from './simulated-leg';
import type { NetworkTime } from './time';

/** What receives the keys of each leg: an action that collects digits, or otherwise a ReceiveDigits listener. */
export type LegDigits = {
  /** Passes every key of a leg to `key` until stopped. */
  readonly take: (leg: SimulatedLeg, key: (digit: string) => void) => () => void;
  /** Listens for keys in the background. A new listener replaces the old one. */
  readonly listen: (leg: SimulatedLeg, rule: ReceiveDigitsRule, received: (digits: string) => void) => void;
  /** A key was pressed. Returns whether an action received it. */
  readonly key: (leg: SimulatedLeg, digit: string) => boolean;
  /** The leg has ended. */
  readonly forget: (leg: SimulatedLeg) => void;
};

export const legDigits = (time: NetworkTime): LegDigits => {
  const listeners = new Map<SimulatedLeg, DigitListener>();
  const takers = new Map<SimulatedLeg, (digit: string) => void>();
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
