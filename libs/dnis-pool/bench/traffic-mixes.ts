import { type Random, randomFrom } from '@dialplane/basics';
import { engset, erlangB, numbersFor, withRetries } from '../src/erlang';
import { meanHold, type PoolTraffic } from '../src/sizing';
import { type Length, simulateTraffic, type Spread } from './simulate-traffic';

/** A mix of traffic on a pool, the prediction of the formulas, and the simulated result. */
export type ComparedMix = {
  readonly numbers: number;
  readonly load: number;
  readonly predicted: number;
  readonly simulated: number;
  /** How far chance alone moves the simulated blocking, as a share of it. */
  readonly chance: number;
  readonly attempts: number;
  /** Predicted divided by simulated, minus one. */
  readonly error: number;
};

/** Compares prediction and simulation on random mixes. */
export const compareMixes = (mixes: number, length: Length): readonly ComparedMix[] =>
  Array.from({ length: mixes }, (_, mix) => compareMix(randomFrom(mix), length));

const compareMix = (random: Random, length: Length): ComparedMix => {
  const few = random.chance(0.25);
  const mean = {
    setupSeconds: random.between(3, 20),
    restSeconds: random.oneOf([0, 5, 30]),
    holdSeconds: 120,
    lostShare: random.oneOf([0, 0, 0.02, 0.1]),
  };
  const load = random.between(2, 60);
  const perSecond = load / meanHold({ perSecond: 1, ...mean });
  const sources = few ? load * random.between(2, 6) : undefined;
  const retryShare = few ? 0 : random.oneOf([0, 0, 0.3, 0.6]);
  const numbers = Math.max(1, numbersFor(load, random.oneOf([0.03, 0.05, 0.1, 0.2])) - (few ? 1 : 0));
  const spread = random.oneOf<Spread>(['exponential', 'constant', 'uniform']);
  const traffic: PoolTraffic & { spread: Spread } = {
    perSecond,
    ...mean,
    retryShare,
    spread,
    ...(sources !== undefined && { sources }),
  };
  const predicted =
    sources === undefined
      ? retryShare > 0
        ? withRetries(numbers, load, retryShare).blocking
        : erlangB(numbers, load)
      : engset(sources, numbers, load / (sources - load));
  const { blocking, chance, attempts } = simulateTraffic(traffic, numbers, length, random);
  return { numbers, load, predicted, simulated: blocking, chance, attempts, error: predicted / blocking - 1 };
};
