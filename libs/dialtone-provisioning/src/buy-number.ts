import { fail, ok, type Result } from '@dialplane/basics';
import { type ProvisioningAccount, ProvisioningError } from './provisioning-account';

export type TwilioNumberOrder = {
  /** Such as `dialtone-dev/lobby`: an order of the same name is one order, however often it is placed. */
  readonly name: string;
  readonly country: string;
  readonly areaCode: string;
};

/** The error of a number that somebody else has bought since it was shown (docs, error 21422). */
const notAvailable = 21422;
const mostCandidates = 5;

/**
 * Buys one number. Twilio has no idempotency key, so the order's name is looked for before anything is bought, and again
 * after an answer that was lost: it finds the number that was bought, and buys no second one.
 */
export const buyTwilioNumber = async (
  account: ProvisioningAccount,
  { name, country, areaCode }: TwilioNumberOrder,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<Result<{ readonly number: string; readonly bought: boolean }, string>> => {
  const bought = async () => (await account.numbers()).find((it) => it.name === name);
  const there = await bought();
  if (there) return ok({ number: there.number, bought: false });

  const candidates = await account.searchNumbers(country, areaCode);
  if (candidates.length === 0)
    return fail(`Cannot buy a number: Twilio has none in area code ${areaCode} now`);
  for (const number of candidates.slice(0, mostCandidates)) {
    try {
      await account.buyNumber(number, name);
      return ok({ number, bought: true });
    } catch (error) {
      if (!(error instanceof ProvisioningError)) throw error;
      if (error.code === notAvailable) continue;
      if (error.outcome === 'refused') return fail(`Cannot buy ${number}: ${error.message}`);
      for (const pause of [2_000, 5_000, 10_000]) {
        await sleep(pause);
        const found = await bought();
        if (found) return ok({ number: found.number, bought: true });
      }
      return fail(
        `Cannot tell whether ${number} was bought: ${error.message}. Run the same command again: it checks first`,
      );
    }
  }
  return fail(
    `Cannot buy a number: others bought ${mostCandidates} of them first. Run the same command again`,
  );
};
