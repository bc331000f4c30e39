import { ok } from '@dialplane/basics';
import { buyTwilioNumber } from '@dialplane/dialtone-provisioning';
import { type CommandResult, failed } from '../../command-result';
import type { Session } from '../../session';
import { formatTable } from '../../table';
import { answeredByTwilio } from './plan';
import { openAccount } from './twilio-session';

/** `dialplane dialtone numbers list` */
export const listNumbers = async (session: Session): Promise<CommandResult> => {
  const account = openAccount(session);
  if (!account.ok) return account;
  const found = await answeredByTwilio(() => account.value.numbers());
  if (!found.ok) return found;
  const numbers = found.value.map(({ number, name, routing, emergencyAddressStatus }) => ({
    number,
    name,
    voiceUrl: routing.voiceUrl,
    emergencyAddress: emergencyAddressStatus,
  }));
  return ok({
    json: { numbers },
    text: (columns) =>
      numbers.length === 0
        ? 'The account has no numbers.'
        : formatTable(
            ['number', 'name', 'emergency address', 'voice URL'],
            numbers.map((it) => [it.number, it.name, it.emergencyAddress, it.voiceUrl || '-']),
            columns,
          ),
  });
};

type Area = { readonly areaCode: string; readonly country: string };

/** `dialplane dialtone numbers search` */
export const searchNumbers = async (
  session: Session,
  { areaCode, country }: Area,
): Promise<CommandResult> => {
  const account = openAccount(session);
  if (!account.ok) return account;
  const found = await answeredByTwilio(() => account.value.searchNumbers(country, areaCode));
  if (!found.ok) return found;
  const numbers = found.value;
  return ok({
    json: { numbers },
    text: () =>
      numbers.length === 0 ? `Twilio has no numbers in area code ${areaCode} now.` : numbers.join('\n'),
  });
};

/** `dialplane dialtone numbers buy` */
export const buy = async (
  session: Session,
  { name, areaCode, country, yes = false }: Area & { readonly name: string; readonly yes?: boolean },
): Promise<CommandResult> => {
  const account = openAccount(session);
  if (!account.ok) return account;
  if (!yes)
    return failed(
      'refused',
      `Nothing was bought: run it with --yes to buy a number in area code ${areaCode}, which costs a monthly fee`,
    );
  const outcome = await answeredByTwilio(() =>
    buyTwilioNumber(account.value, { name, country, areaCode }, session.sleep),
  );
  if (!outcome.ok) return outcome;
  if (!outcome.value.ok) return failed('refused', outcome.value.error);
  const { number, bought } = outcome.value.value;
  return ok({
    json: { number, bought },
    text: () =>
      `${bought ? 'Bought' : 'Already bought under this name:'} ${number}. Add it to the numbers of the environment file, with its address.`,
  });
};

/** `dialplane dialtone numbers release` */
export const release = async (
  session: Session,
  number: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<CommandResult> => {
  const account = openAccount(session);
  if (!account.ok) return account;
  const found = await answeredByTwilio(async () =>
    (await account.value.numbers()).find((it) => it.number === number),
  );
  if (!found.ok) return found;
  if (!found.value) return failed('refused', `Cannot release ${number}: the account does not have it`);
  if (!yes)
    return failed(
      'refused',
      `Nothing was released: run it with --yes to release ${number}, which cannot be undone`,
    );
  const { sid, emergencyAddressSid } = found.value;
  if (emergencyAddressSid !== undefined)
    return failed(
      'refused',
      `Cannot release ${number}: it has an emergency address, so remove that first with dialtone destroy`,
    );
  const released = await answeredByTwilio(() => account.value.releaseNumber(sid));
  return released.ok ? ok({ json: { number }, text: () => `Released ${number}.` }) : released;
};
