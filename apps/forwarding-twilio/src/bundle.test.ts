import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { dynamoForwards } from '@dialplane/forwarding';
import { describeBundle } from '@dialplane/lambda-bundle/testing';
import type { E164 } from '@dialplane/phone-numbers';
import { signedEvent } from '@dialplane/twilio-voice/testing';

const token = 'a-token-for-tests';
const account = `AC${'0'.repeat(31)}1`;
const office = '+12065550100' as E164;
const mobile = '+12065550111' as E164;

const environment = {
  PUBLIC_BASE_URL: 'https://voice.example.com',
  WEBHOOK_KEYS: JSON.stringify({ accounts: { [account]: token } }),
  FORWARDS_TABLE: 'forwards',
};

const newCall = signedEvent({
  url: 'https://voice.example.com/voice/forwarding',
  token,
  fields: { AccountSid: account, CallSid: 'CA1', From: '+14155550111', To: office, CallStatus: 'ringing' },
});

const bundle = describeBundle('forwarding-twilio', {
  kilobytes: 90,
  missing: 'PUBLIC_BASE_URL is missing; WEBHOOK_SECRET is missing; FORWARDS_TABLE is missing',
});

it('rings the fallback when there is no table to ask', async () => {
  const { answer } = await bundle().ask(newCall, {
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    FALLBACK_NUMBER: mobile,
  });

  expect(answer).toMatchObject({ body: expect.stringContaining(`<Number>${mobile}</Number>`) });
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  it('rings the target that the table says', async () => {
    await createTable(db(), 'forwards', tableById('number'));
    await dynamoForwards(db(), 'forwards').put(
      { number: office, targets: [{ kind: 'phone', number: mobile }], callerId: 'dialled', atEnd: 'apology' },
      'new',
    );
    const { answer } = await bundle().ask(newCall, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() });

    expect(answer).toMatchObject({
      statusCode: 200,
      body: expect.stringMatching(/callerId="\+12065550100".*<Number>\+12065550111<\/Number>/),
    });
  });
});
