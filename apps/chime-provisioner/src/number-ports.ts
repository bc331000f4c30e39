import type { Clock } from '@dialplane/kernel';
import { moveNumber, noApplication, type NumberProvider, type Wiring } from '@dialplane/number-wiring';
import type { NumberMarket } from './number-market';
import { insist, notYet, type Pause } from './patience';
import type { ProvidedNumber } from './provided-number';
import type { ProvidedNumbers } from './provided-numbers';

/** What providing a number touches. */
export type NumberPorts = {
  readonly provided: ProvidedNumbers;
  /** Numbers as somebody sees them who has no application: a number with a rule is left alone. */
  readonly numbers: NumberProvider;
  readonly market: NumberMarket;
  readonly now: Clock;
  readonly pause: Pause;
};

/** A change of what is written down. */
type Change = Partial<Omit<ProvidedNumber, 'name' | 'version'>>;

/** Writes down what is meant to be done next. @throws if somebody else wrote meanwhile, or has the number */
export const writeDown = async (
  { provided }: Pick<NumberPorts, 'provided'>,
  seen: ProvidedNumber,
  change: Change,
): Promise<ProvidedNumber> => {
  const next = { ...seen, ...change, version: seen.version + 1 };
  const outcome = await provided.put(next, seen);
  if (outcome !== 'stored') throw changedMeanwhile(seen.name);
  return next;
};

/** Forgets a number, once nothing is left to be done for it. @throws if somebody else wrote meanwhile */
export const forget = async (
  { provided }: Pick<NumberPorts, 'provided'>,
  seen: ProvidedNumber,
): Promise<void> => {
  if ((await provided.remove(seen)) === 'conflict') throw changedMeanwhile(seen.name);
};

export const changedMeanwhile = (name: string): Error =>
  new Error(`Cannot go on with the number "${name}": another invocation changed it meanwhile: apply again`);

/** Moves the number to where its calls are to go. @throws if there is no way, or time is up */
export const move = async (
  { numbers, pause }: NumberPorts,
  { name, number }: ProvidedNumber,
  wanted: Wiring,
): Promise<void> => {
  const moved = await moveNumber({ provider: numbers, application: noApplication, number, wanted, pause });
  if (moved.ok) return;
  const what = `move the number "${name}"`;
  if (moved.error.kind === 'unfinished') throw notYet(what, moved.error.because);
  throw new Error(`Cannot ${what}: ${moved.error.because}${advice(moved.error.because)}`);
};

/** Gives the number a name at the provider, if it has another. @param to empty for none */
export const rename = async (
  { numbers, market, pause }: NumberPorts,
  { name, number }: ProvidedNumber,
  to: string,
): Promise<void> => {
  const what = `rename the number "${name}"`;
  const seen = await insist(pause, what, () => numbers.look(number));
  if ((seen?.name ?? '') !== to) await insist(pause, what, () => market.rename(number, to));
};

const advice = (because: string): string =>
  because === 'another SIP media application answers it' ? ': remove its forward first' : '';
