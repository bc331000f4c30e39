import { describeDialtoneBundle } from '@dialplane/dialtone/testing';

const { bundle, environment, webhook } = describeDialtoneBundle({
  app: 'dialtone-status',
  path: '/voice/after-dial',
  settings: { CALLS_TABLE: 'calls' },
});

it('tells the caller how a call ended, and asks a table that is not there no longer than a second', async () => {
  const { answer, log } = await bundle().ask(
    webhook({ From: 'sip:desk@phones.sip.twilio.com', DialCallStatus: 'busy' }),
    { ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
  );

  expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('is busy') });
  expect(log).toMatchObject([
    { EndedCalls: 1 },
    { level: 'info' },
    { LedgerFailures: 1 },
    { level: 'error' },
  ]);
});
