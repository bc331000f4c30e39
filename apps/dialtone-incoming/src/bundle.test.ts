import { describeDialtoneBundle } from '@dialplane/dialtone/testing';

const { bundle, environment, webhook } = describeDialtoneBundle({
  app: 'dialtone-incoming',
  path: '/voice/incoming',
});

it('rings a phone', async () => {
  const { answer, log } = await bundle().ask(
    webhook({ From: '+14155550111', To: '+12065550100' }),
    environment,
  );

  expect(answer).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('sip:desk@phones.sip.twilio.com'),
  });
  expect(log).toMatchObject([{ IncomingCalls: 1 }, { level: 'info' }]);
});
