import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { chooseNumber } from './choose-number';
import { nextPurchase, type Purchase } from './next-purchase';
import type { NumberPorts } from './number-ports';
import { type Criteria, describeCriteria } from './number-source';
import { describeFailure, backOffSeconds, retry, applyAgain, confirmAbsence } from './retry';
import type { ProvidedNumber } from './provided-number';
import { saveRecord } from './save-record';

/** How many numbers one invocation tries when they are not available. */
const maxTried = 5;

/** Our clock and the provider's may differ by this many seconds. Earlier orders of the number are not ours. */
const maxClockSkew = 300;

/**
 * Buys the chosen number: finds the order of an earlier invocation or places one, and waits until the number is in the account.
 * If the number is not available, it chooses another one.
 *
 * @returns the record, with `acquired`
 * @throws if time is up before the number is in the account, or too many numbers were not available
 */
export const buyNumber = async (
  ports: NumberPorts,
  chosen: ProvidedNumber,
  criteria: Criteria,
): Promise<ProvidedNumber> => {
  const what = `order a number with ${describeCriteria(criteria)} for "${chosen.name}"`;
  const tried = new Set<E164>();
  const seconds = backOffSeconds();
  let mine = chosen;
  let asked: Purchase['asked'] = 'not-yet';
  let because = 'the order is being processed';
  for (;;) {
    switch (nextPurchase({ ...(await purchaseStatus(ports, mine)), asked })) {
      case 'there':
        return saveRecord(ports, mine, { status: 'moving', acquired: true });
      case 'choose-another':
        tried.add(mine.number);
        if (tried.size === maxTried)
          throw new Error(`Cannot ${what}: the last ${maxTried} were not available: ${because}`);
        mine = await chooseNumber(ports, { ...mine, version: mine.version + 1 }, criteria, mine, tried);
        asked = 'not-yet';
        break;
      case 'order': {
        const ordered = await ports.market.order(mine.number, productTypeOf(mine), mine.name);
        if (!ordered.ok) because = describeFailure(ordered.error);
        if (ordered.ok) asked = 'accepted';
        else if (ordered.error.kind === 'permanent') asked = 'refused';
        else if (!(await ports.wait(seconds.next().value))) throw applyAgain(what, because);
        break;
      }
      case 'wait':
        if (!(await ports.wait(seconds.next().value))) throw applyAgain(what, because);
    }
  }
};

/** The status of the number in the account and, if it is not there, of its orders. */
export const purchaseStatus = async (
  { numbers, market, wait }: NumberPorts,
  { name, number, chosenAt }: ProvidedNumber,
): Promise<Omit<Purchase, 'asked'>> => {
  const what = `look up the number "${name}"`;
  const seen = await confirmAbsence(wait, () => retry(wait, what, () => numbers.find(number)));
  if (seen) return { status: seen.status, orders: 'none' };
  const since = (chosenAt - maxClockSkew) as EpochSeconds;
  return {
    status: undefined,
    orders: await retry(wait, what, () => market.orderStatus(number, since)),
  };
};

/** Ordered with the product type that it needs, so that no change of type is needed later. */
const productTypeOf = ({ wanted }: ProvidedNumber) =>
  wanted.kind === 'nothing' ? wanted.productType : 'VoiceConnector';
