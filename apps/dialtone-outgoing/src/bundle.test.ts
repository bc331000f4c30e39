import { describeDialtoneBundle } from '@dialplane/dialtone/testing';
import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';

const { bundle, environment, webhook } = describeDialtoneBundle({
  app: 'dialtone-outgoing',
  path: '/voice/outgoing',
  settings: { CALLS_TABLE: 'calls' },
});

it('places calls that may go out without the ledger when there is none, within a second', async () => {
  const { answer, log } = await bundle().ask(
    webhook({ From: 'sip:desk@phones.sip.twilio.com', To: 'sip:2065550199@phones.sip.twilio.com' }),
    { ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
  );

  expect(answer).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('<Number>+12065550199</Number>'),
  });
  expect(log).toMatchObject([
    { LedgerFailures: 1 },
    { level: 'error' },
    { PlacedCalls: 1 },
    { level: 'info' },
  ]);
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  it('counts calls in the table', async () => {
    await createTable(db(), 'calls', tableById('credential'));
    const local = { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() };
    const place = async (CallSid: string) => {
      const fields = {
        CallSid,
        From: 'sip:desk@phones.sip.twilio.com',
        To: 'sip:2065550199@phones.sip.twilio.com',
      };
      return (await bundle().ask(webhook(fields), local)).answer as { readonly body: string };
    };

    expect((await place('CA1')).body).toContain('<Number>+12065550199</Number>');
    expect((await place('CA2')).body).toContain('<Number>+12065550199</Number>');
    expect((await place('CA3')).body).toContain('too many calls under way');
  }, 30_000);
});
