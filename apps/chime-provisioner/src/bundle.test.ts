import {
  ChimeSDKVoiceClient,
  CreateVoiceConnectorCommand,
  ListPhoneNumbersCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { version } from '@aws-sdk/client-chime-sdk-voice/package.json';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { inProcess, virtualChime } from '@dialplane/virtual-chime';
import { serve } from '@hono/node-server';
import { build, type BuildOptions } from 'esbuild';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import project from '../project.json';

const workspace = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'chime-provisioner-'));
const bundle = join(folder, 'main.js');

/** The settings that `nx build chime-provisioner` uses. */
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
  PROVISIONED_TABLE: 'provisioned',
  FORWARDS_TABLE: 'forwards',
  OPERATIONS_TABLE: 'operations',
  CHANGES_TABLE: 'changes',
};

beforeAll(async () => {
  await build(await buildOptions());
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('is at most 100 KB, gzipped', () => {
  expect(gzipSync(readFileSync(bundle), { level: 9 }).length).toBeLessThanOrEqual(100 * 1024);
});

it('says which settings are missing', () => {
  expect(() =>
    execFileSync(process.execPath, ['-e', `require(${JSON.stringify(bundle)})`], { env: {}, stdio: 'pipe' }),
  ).toThrow(
    'Cannot start the app: PROVISIONED_TABLE is missing; FORWARDS_TABLE is missing; OPERATIONS_TABLE is missing; CHANGES_TABLE is missing',
  );
});

describeOnDynamoDbLocal(`the bundle [real: @aws-sdk/client-chime-sdk-voice ${version}]`, (db) => {
  const region = 'us-east-1';
  const chime = virtualChime({ region, accountId: '111122223333', now: Date.now });
  const client = new ChimeSDKVoiceClient({
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: inProcess(chime),
  });
  let server: ReturnType<typeof serve> | undefined;
  let endpoint = '';

  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        const listening = ({ port }: AddressInfo) => {
          endpoint = `http://127.0.0.1:${port}`;
          resolve();
        };
        server = serve({ fetch: chime.fetch, port: 0, hostname: '127.0.0.1' }, listening);
      }),
  );
  afterAll(() => server?.close());

  /** What the bundle answers, in a process of its own, as Lambda would run it; and what it wrote to its log. */
  const ask = async (input: object) => {
    const program = `require(${JSON.stringify(bundle)})
      .handler(${JSON.stringify(input)}, { getRemainingTimeInMillis: () => 60000 })
      .then((answer) => console.log(JSON.stringify(answer)))`;
    const { protocol, hostname, port } = (await db().config.endpoint?.()) ?? {};
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
      env: {
        ...environment,
        AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
        AWS_ENDPOINT_URL_CHIME_SDK_VOICE: endpoint,
      },
    });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return { answer: lines.at(-1), log: lines.slice(0, -1) };
  };

  it('orders a number for a connector, and releases it again', async () => {
    await db().send(
      new CreateTableCommand({
        TableName: environment.PROVISIONED_TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    const { VoiceConnector } = await client.send(
      new CreateVoiceConnectorCommand({ Name: 'office', RequireEncryption: false }),
    );
    const connectorId = VoiceConnector?.VoiceConnectorId;
    const input = {
      kind: 'phone-number',
      name: 'sales',
      order: { areaCode: '206' },
      connectorId,
      onDestroy: 'release',
    };

    const created = await ask({ ...input, tf: { action: 'create', prev_input: null } });

    expect(created.answer).toEqual({ number: expect.stringMatching(/^\+1206/) });
    expect(created.log).toEqual([
      { level: 'info', message: 'Carried out', action: 'create', kind: 'phone-number' },
    ]);
    expect((await client.send(new ListPhoneNumbersCommand({}))).PhoneNumbers).toMatchObject([
      { Status: 'Assigned', Name: 'sales', Associations: [{ Value: connectorId }] },
    ]);

    const { answer } = await ask({ ...input, tf: { action: 'delete', prev_input: input } });

    expect(answer).toEqual({ outcome: 'released' });
    expect((await client.send(new ListPhoneNumbersCommand({}))).PhoneNumbers).toMatchObject([
      { Status: 'ReleaseInProgress' },
    ]);
  }, 30_000);
});
