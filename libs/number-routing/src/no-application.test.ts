import { chimeNumbers } from './chime-numbers';
import { nextStep } from './next-step';
import { noApplication } from './provider-number';
import { numberAt, testAccount } from '../testing';

it.each([false, true])(
  'code without an application leaves a number with a rule alone (rule disabled: %s)',
  async (disabled) => {
    const account = await testAccount();
    await account.addRule(numberAt(0), await account.addApplication('theirs'), disabled);

    const seen = await chimeNumbers(account.client, noApplication).find(numberAt(0));

    expect(seen).toMatchObject({ ok: true, value: { rule: { name: 'by hand', disabled } } });
    if (!seen.ok || !seen.value) return;
    expect(nextStep(seen.value, { kind: 'connector', connectorId: 'vc-1' }, noApplication)).toEqual({
      kind: 'cannot',
      because: 'another SIP media application answers it',
    });
  },
);
