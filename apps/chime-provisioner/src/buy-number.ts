import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { chooseNumber } from './choose-number';
import { nextPurchase, type Purchase } from './next-purchase';
import type { NumberPorts } from './number-ports';
import { type Criteria, describeCriteria } from './number-source';
import { describeFailure, growing, insist, notYet, surely } from './patience';
import type { ProvidedNumber } from './provided-number';
import { writeDown } from './write-down';

/** How many numbers are tried in one invocation, when they cannot be had. */
const mostTried = 5;

/** Orders of a number that are older belong to another time. Our clock and the provider's may differ by this. */
const clocksDiffer = 300;

/**
 * Sees to it that the number that was chosen is in the account: finds the order of an earlier invocation, or orders it, and
 * waits. Where the number cannot be had, another is chosen.
 *
 * @returns what is written down then, with `acquired`
 * @throws if time is up before the number is there, or too many could not be had
 */
export const buyNumber = async (
  ports: NumberPorts,
  chosen: ProvidedNumber,
  criteria: Criteria,
): Promise<ProvidedNumber> => {
  const what = `order a number with ${describeCriteria(criteria)} for "${chosen.name}"`;
  const tried = new Set<E164>();
  const seconds = growing();
  let mine = chosen;
  let asked: Purchase['asked'] = 'not-yet';
  let because = 'the order is being processed';
  for (;;) {
    switch (nextPurchase({ ...(await lookAt(ports, mine)), asked })) {
      case 'there':
        return writeDown(ports, mine, { status: 'moving', acquired: true });
      case 'choose-another':
        tried.add(mine.number);
        if (tried.size === mostTried)
          throw new Error(`Cannot ${what}: the last ${mostTried} could not be had: ${because}`);
        mine = await chooseNumber(ports, { ...mine, version: mine.version + 1 }, criteria, mine, tried);
        asked = 'not-yet';
        break;
      case 'order': {
        const ordered = await ports.market.order(mine.number, productTypeOf(mine), mine.name);
        if (!ordered.ok) because = describeFailure(ordered.error);
        if (ordered.ok) asked = 'accepted';
        else if (ordered.error.kind === 'permanent') asked = 'refused';
        else if (!(await ports.pause(seconds.next().value))) throw notYet(what, because);
        break;
      }
      case 'wait':
        if (!(await ports.pause(seconds.next().value))) throw notYet(what, because);
    }
  }
};

/** How the number stands in the account and, where it is not there, among the orders. */
export const lookAt = async (
  { numbers, market, pause }: NumberPorts,
  { name, number, chosenAt }: ProvidedNumber,
): Promise<Omit<Purchase, 'asked'>> => {
  const what = `look at the number "${name}"`;
  const seen = await surely(pause, () => insist(pause, what, () => numbers.find(number)));
  if (seen) return { status: seen.status, orders: 'none' };
  const since = (chosenAt - clocksDiffer) as EpochSeconds;
  return {
    status: undefined,
    orders: await insist(pause, what, () => market.orderStatus(number, since)),
  };
};

/** Ordered as what it is wanted for, it needs no change of its type later. */
const productTypeOf = ({ wanted }: ProvidedNumber) =>
  wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector';
