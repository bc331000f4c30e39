import { provisioningUnderTest } from '../testing';
import { buyTwilioNumber } from './buy-number';

const order = { name: 'dialtone-dev/lobby', country: 'US', areaCode: '202' };

it('buys one number, and finds it again when the same order is placed twice', async () => {
  const { account, sleep, twilio } = provisioningUnderTest({ numbers: [] });

  expect(await buyTwilioNumber(account, order, sleep)).toEqual({
    ok: true,
    value: { number: '+12025550150', bought: true },
  });
  expect(await buyTwilioNumber(account, order, sleep)).toEqual({
    ok: true,
    value: { number: '+12025550150', bought: false },
  });
  expect(twilio.account.numbers.size).toBe(1);
});

it('takes the next number when somebody else was faster', async () => {
  let lost = false;
  const { account, sleep, twilio } = provisioningUnderTest({
    numbers: [],
    fault: (name) => {
      if (name !== 'CreateIncomingPhoneNumber' || lost) return undefined;
      lost = true;
      return { kind: 'error', status: 400, code: 21422 };
    },
  });

  expect(await buyTwilioNumber(account, order, sleep)).toMatchObject({
    ok: true,
    value: { number: '+12025550151' },
  });
  expect(twilio.account.numbers.size).toBe(1);
});

it('looks before it buys again when the answer was lost, however late the number shows', async () => {
  const { account, sleep, twilio } = provisioningUnderTest({
    numbers: [],
    delays: { consistency: 6_000 },
    fault: (name, when) =>
      name === 'CreateIncomingPhoneNumber' && when === 'after' ? { kind: 'lost' } : undefined,
  });

  expect(await buyTwilioNumber(account, order, sleep)).toEqual({
    ok: true,
    value: { number: '+12025550150', bought: true },
  });
  expect(twilio.account.numbers.size).toBe(1);
});

it('gives up after five candidates', async () => {
  const { account, sleep } = provisioningUnderTest({
    numbers: [],
    fault: (name) =>
      name === 'CreateIncomingPhoneNumber' ? { kind: 'error', status: 400, code: 21422 } : undefined,
  });

  expect(await buyTwilioNumber(account, order, sleep)).toMatchObject({
    ok: false,
    error: expect.stringContaining('of them first'),
  });
});

it('is shown at most 30 numbers, and is not stuck when there are none', async () => {
  const { account, sleep } = provisioningUnderTest({ numbers: [] });

  expect(await account.searchNumbers('US', '202')).toHaveLength(30);
  expect(await buyTwilioNumber(account, { ...order, areaCode: '999' }, sleep)).toMatchObject({ ok: false });
});
