import { noApplication, type Routing } from '@dialplane/number-routing';
import { moveOrThrow } from './move-or-throw';
import type { NumberPorts } from './number-ports';
import { insist, surely } from './patience';
import type { ProvidedNumber } from './provided-number';

/**
 * Brings a number to where its calls are to go, under a name. Both may be so already.
 * @param to the name, empty for none
 * @throws if there is no way, or time is up
 */
export const settleNumber = async (
  { numbers, market, pause }: NumberPorts,
  { name, number }: ProvidedNumber,
  wanted: Routing,
  to: string,
): Promise<void> => {
  const what = `move the number "${name}"`;
  const seen = await surely(pause, () => insist(pause, what, () => numbers.find(number)));
  if (seen?.rule)
    throw new Error(`Cannot ${what}: a SIP media application answers it: remove its forward first`);
  await moveOrThrow(what, { provider: numbers, application: noApplication, number, wanted, pause });
  if ((seen?.name ?? '') !== to)
    await insist(pause, `rename the number "${name}"`, () => market.rename(number, to));
};
