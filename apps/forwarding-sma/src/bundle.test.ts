import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { dynamoForwards } from '@dialplane/forwarding';
import { bundleLambda, type LambdaBundle } from '@dialplane/lambda-bundle';
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

let bundle: LambdaBundle;

beforeAll(async () => {
  bundle = await bundleLambda('forwarding-sma');
}, 60_000);

afterAll(() => bundle.remove());

it('is at most 70 KB, gzipped', () => {
  expect(bundle.gzipBytes).toBeLessThanOrEqual(70 * 1024);
});

it.each(['luxon', 'libphonenumber-js', 'valibot', 'credential-provider-node'])(
  'has nothing of %s in it',
  (library) => {
    expect(bundle.parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
  },
);

it('says which settings are missing', async () => {
  await expect(bundle.load({})).rejects.toThrow(
    'Cannot start the app: FORWARDS_TABLE is missing; PROMPTS_BUCKET is missing; RECORDINGS_BUCKET is missing',
  );
});

it('rings the fallback when there is no table to ask', async () => {
  const { answer, log } = await bundle.ask(newCall, {
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
    await db().send(
      new CreateTableCommand({
        TableName: 'forwards',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
      }),
    );
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
    const { answer } = await bundle.ask(newCall, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint() });

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
