import { createTable, describeOnDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { dynamoForwards } from '@dialplane/forwarding';
import { describeBundle } from '@dialplane/lambda-bundle/testing';
import type { E164 } from '@dialplane/phone-numbers';

const office = '+12065550100' as E164;
const mobile = '+12065550111' as E164;

/** A new call, as the Chime developer guide writes it (pstn-invocations, NEW_INBOUND_CALL). */
const newCall = {
  SchemaVersion: '1.0',
  Sequence: 1,
  InvocationEventType: 'NEW_INBOUND_CALL',
  CallDetails: {
    TransactionId: 'transaction-1',
    AwsAccountId: '111122223333',
    AwsRegion: 'us-east-1',
    SipRuleId: 'rule-1',
    SipMediaApplicationId: 'sma-1',
    Participants: [
      {
        CallId: 'leg-a',
        ParticipantTag: 'LEG-A',
        To: office,
        From: '+12065550199',
        Direction: 'Inbound',
        StartTimeInMilliseconds: '1700000000000',
      },
    ],
  },
};

const environment = {
  FORWARDS_TABLE: 'forwards',
  PROMPTS_BUCKET: 'prompts',
  RECORDINGS_BUCKET: 'recordings',
};

const bundle = describeBundle('forwarding-sma', {
  kilobytes: 70,
  without: ['luxon', 'libphonenumber-js', 'valibot', 'credential-provider-node'],
  missing: 'FORWARDS_TABLE is missing; PROMPTS_BUCKET is missing; RECORDINGS_BUCKET is missing',
});

it('rings the fallback when there is no table to ask', async () => {
  const { answer, log } = await bundle().ask(newCall, {
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    FALLBACK_NUMBER: mobile,
  });

  expect(answer).toMatchObject({ Actions: [{ Parameters: { Endpoints: [{ Uri: mobile }] } }] });
  expect(log).toMatchObject([
    { level: 'warn', source: 'fallback' },
    { level: 'info', event: 'arrival' },
  ]);
});

describeOnDynamoDbLocal('the bundle', (db, endpoint) => {
  it('rings the targets in the table, and remembers its plan', async () => {
    await createTable(db(), 'forwards', tableById('number'));
    await dynamoForwards(db(), 'forwards').put(
      {
        number: office,
        targets: [{ kind: 'phone', number: mobile }],
        callerId: 'dialled',
        greeting: { prompt: 'connecting', when: 'before-ringing' },
        atEnd: 'apology',
      },
      'new',
    );
    const { answer } = await bundle().ask(newCall, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() });

    expect(answer).toMatchObject({
      SchemaVersion: '1.0',
      Actions: [
        { Type: 'PlayAudio', Parameters: { AudioSource: { BucketName: 'prompts', Key: 'connecting.wav' } } },
        {
          Type: 'CallAndBridge',
          Parameters: { CallerIdNumber: office, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: mobile }] },
        },
      ],
      TransactionAttributes: { stage: 'ringing' },
    });
  });
});
