import { noApplication, type ProviderNumber, type Routing } from '@dialplane/number-routing';
import { moveOrThrow } from './move-or-throw';
import type { NumberPorts } from './number-ports';
import { retry, confirmAbsence } from './retry';
import type { ProvidedNumber } from './provided-number';

/** Looks up a number. @throws if it is forwarded: then it must not be moved */
export const refuseIfForwarded = async (
  { numbers, wait }: Pick<NumberPorts, 'numbers' | 'wait'>,
  { name, number }: Pick<ProvidedNumber, 'name' | 'number'>,
): Promise<ProviderNumber | undefined> => {
  const what = `move the number "${name}"`;
  const seen = await confirmAbsence(wait, () => retry(wait, what, () => numbers.find(number)));
  if (seen?.rule)
    throw new Error(`Cannot ${what}: a SIP media application answers it: remove its forward first`);
  return seen;
};

/**
 * Moves a number to the wanted routing and gives it a name. Either may be so already.
 * @param newName empty for none
 * @throws if that is not possible, or time is up
 */
export const moveAndName = async (
  { numbers, market, wait }: NumberPorts,
  { name, number }: ProvidedNumber,
  wanted: Routing,
  newName: string,
): Promise<void> => {
  const what = `move the number "${name}"`;
  const seen = await refuseIfForwarded({ numbers, wait }, { name, number });
  await moveOrThrow(what, { provider: numbers, application: noApplication, number, wanted, wait });
  if ((seen?.name ?? '') !== newName)
    await retry(wait, `rename the number "${name}"`, () => market.rename(number, newName));
};
