import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCommand,
  CreateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { E164 } from '@dialplane/phone-numbers';
import { inProcess, virtualChime } from '@dialplane/virtual-chime';
import { nextStep } from './next-step';
import { chimeNumbers } from './chime-numbers';
import { noApplication } from './provider-number';

const number = '+12065550100' as E164;
const region = 'us-east-1';

it.each([false, true])(
  'who has no application leaves a number with a rule alone (disabled: %s)',
  async (Disabled) => {
    const chime = virtualChime({
      region,
      accountId: '111122223333',
      now: () => Date.UTC(2026, 0, 5),
      numbers: [{ number, productType: 'SipMediaApplicationDialIn' }],
    });
    const client = new ChimeSDKVoiceClient({
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: inProcess(chime),
      maxAttempts: 1,
    });
    const { SipMediaApplication: theirs } = await client.send(
      new CreateSipMediaApplicationCommand({
        Name: 'theirs',
        AwsRegion: region,
        Endpoints: [{ LambdaArn: `arn:aws:lambda:${region}:111122223333:function:theirs` }],
      }),
    );
    await client.send(
      new CreateSipRuleCommand({
        Name: 'theirs',
        TriggerType: 'ToPhoneNumber',
        TriggerValue: number,
        Disabled,
        TargetApplications: [
          { SipMediaApplicationId: theirs?.SipMediaApplicationId ?? '', AwsRegion: region, Priority: 1 },
        ],
      }),
    );

    const seen = await chimeNumbers(client, noApplication).find(number);

    expect(seen).toMatchObject({ ok: true, value: { rule: { name: 'theirs', disabled: Disabled } } });
    if (!seen.ok || !seen.value) return;
    expect(nextStep(seen.value, { kind: 'connector', connectorId: 'vc-1' }, noApplication)).toEqual({
      kind: 'cannot',
      because: 'another SIP media application answers it',
    });
  },
);
