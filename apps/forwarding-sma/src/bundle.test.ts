import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { dynamoForwards } from '@dialplane/forwarding';
import type { E164 } from '@dialplane/phone-numbers';
import { build, type BuildOptions } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import project from '../project.json';

const workspace = join(__dirname, '../../..');
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

const folder = mkdtempSync(join(tmpdir(), 'forwarding-sma-'));
const bundle = join(folder, 'main.js');

/** The settings that `nx build forwarding-sma` uses. */
const buildOptions = async (): Promise<BuildOptions> => {
  const { main, tsConfig, platform, target, minify, esbuildConfig } = project.targets.build.options;
  const shared = (await import(join(workspace, esbuildConfig))) as { readonly default: BuildOptions };
  return {
    ...shared.default,
    outExtension: {}, // it is for Nx
    absWorkingDir: workspace,
    entryPoints: [main],
    tsconfig: tsConfig,
    platform: platform as 'node',
    target,
    minify,
    format: 'cjs',
    bundle: true,
    outfile: bundle,
    logLevel: 'error',
  };
};

const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  FORWARDS_TABLE: 'forwards',
  PROMPTS_BUCKET: 'prompts',
  RECORDINGS_BUCKET: 'recordings',
};

/** What the bundle answers, in a process of its own, as Lambda would run it; and what it wrote to its log. */
const ask = (event: object, more: Readonly<Record<string, string>>) => {
  const program = `require(${JSON.stringify(bundle)}).handler(${JSON.stringify(event)})
    .then((answer) => console.log(JSON.stringify(answer)))`;
  const lines = execFileSync(process.execPath, ['-e', program], {
    env: { ...environment, ...more },
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { answer: lines.at(-1), log: lines.slice(0, -1) };
};

/** The files that something of is in the bundle. */
let parts: readonly string[] = [];

beforeAll(async () => {
  const { metafile } = await build({ ...(await buildOptions()), metafile: true });
  parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('is at most 70 KB, gzipped', () => {
  expect(gzipSync(readFileSync(bundle), { level: 9 }).length).toBeLessThanOrEqual(70 * 1024);
});

it.each(['luxon', 'libphonenumber-js', 'valibot', 'credential-provider-node'])(
  'has nothing of %s in it',
  (library) => {
    expect(parts.filter((file) => file.includes(`/${library}/`))).toEqual([]);
  },
);

it('says which settings are missing', () => {
  expect(() =>
    execFileSync(process.execPath, ['-e', `require(${JSON.stringify(bundle)})`], { env: {}, stdio: 'pipe' }),
  ).toThrow(
    'Cannot start the app: FORWARDS_TABLE is missing; PROMPTS_BUCKET is missing; RECORDINGS_BUCKET is missing',
  );
});

it('rings the fallback when there is no table to ask', () => {
  const { answer, log } = ask(newCall, {
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
    FALLBACK_NUMBER: mobile,
  });

  expect(answer).toMatchObject({ Actions: [{ Parameters: { Endpoints: [{ Uri: mobile }] } }] });
  expect(log).toMatchObject([
    { level: 'warn', source: 'fallback' },
    { level: 'info', event: 'arrival' },
  ]);
});

describeOnDynamoDbLocal('the bundle', (db) => {
  it('rings whom the table says, and remembers its plan', async () => {
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
    const { protocol, hostname, port } = (await db().config.endpoint?.()) ?? {};

    const { answer } = ask(newCall, { AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}` });

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
