import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  CreateSipRuleCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { putForward } from '@dialplane/forwarding-control';
import type { EpochSeconds } from '@dialplane/basics';
import type { E164 } from '@dialplane/phone-numbers';
import { type VirtualAccount, virtualAccount } from './virtual-account';

/** A number that is called Reception and belongs to the office. */
export const reception = '+12065550100' as E164;

/** A number that belongs to nothing. */
export const spare = '+12065550101' as E164;

/** An account with `main` and `spare`. An order takes it 20 seconds, and letting go of a number 3. */
export const officeAccount = async (
  options: Parameters<typeof virtualAccount>[0] = {},
): Promise<VirtualAccount> => {
  const account = await virtualAccount({
    numbers: [{ number: reception, name: 'Reception' }, { number: spare }],
    delays: { order: 20_000, release: 3_000 },
    ...options,
  });
  await account.client.send(
    new AssociatePhoneNumbersWithVoiceConnectorCommand({
      VoiceConnectorId: account.connectors.office,
      E164PhoneNumbers: [reception],
    }),
  );
  return account;
};

/** Forwards a number to the account's application, as the control API does. */
export const forward = async (account: VirtualAccount, number: E164) => {
  const target = { kind: 'phone' as const, number: '+12065550142' as E164 };
  const wanted = { number, targets: [target], callerId: 'dialled' as const, atEnd: 'apology' as const };
  const until = (account.control.now() + 600) as EpochSeconds;
  for (let kind = ''; kind !== 'stored'; account.wait(5))
    ({ kind } = await putForward(account.control, wanted, 'new', { by: 'ann', until }));
};

/** Gives a number a rule by hand: nobody writes down where it came from. */
export const makeRule = async ({ client, application: { id, region } }: VirtualAccount, number: E164) => {
  await client.send(
    new UpdatePhoneNumberCommand({ PhoneNumberId: number, ProductType: 'SipMediaApplicationDialIn' }),
  );
  await client.send(
    new CreateSipRuleCommand({
      Name: 'by hand',
      TriggerType: 'ToPhoneNumber',
      TriggerValue: number,
      TargetApplications: [{ SipMediaApplicationId: id, AwsRegion: region, Priority: 1 }],
    }),
  );
};
