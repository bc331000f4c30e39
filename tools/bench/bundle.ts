import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median, print, runNode } from './measure';

const rounds = 21;

/** An app as it is deployed, beside the same clients bundled with esbuild's defaults. */
type Measured = {
  readonly name: string;
  /** What the bundle needs in order to load, besides credentials: the variables that Terraform sets. */
  readonly environment: Readonly<Record<string, string>>;
  /** The usual code, written without regard to the size of the bundle. */
  readonly byDefault: string;
  readonly targetKilobytes: number;
  readonly targetRatio: number;
};

const forwarding: Measured = {
  name: 'forwarding-sma',
  environment: { FORWARDS_TABLE: 'bench', PROMPTS_BUCKET: 'bench', RECORDINGS_BUCKET: 'bench' },
  byDefault: `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const db = new DynamoDBClient({});
export const handler = (number: string) => db.send(new GetItemCommand({ TableName: 't', Key: { number: { S: number } } }));`,
  targetKilobytes: 70,
  targetRatio: 0.5,
};

const dialtone: Measured = {
  name: 'dialtone-outgoing',
  environment: {
    PUBLIC_BASE_URL: 'https://voice.example.com',
    // Not from Secrets Manager, which the app asks while it starts: there is none here, and the wait is no start-up.
    WEBHOOK_KEYS: `{"accounts":{"AC${'0'.repeat(32)}":"bench"}}`,
    DIALTONE_FILE: 'tools/bench/dialtone.json',
    CALLS_TABLE: 'bench',
  },
  byDefault: `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { twiml, validateRequest } from 'twilio';
const [db, secrets] = [new DynamoDBClient({}), new SecretsManagerClient({})];
export const handler = async (event: { body: string; url: string; signature: string }) => {
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: 's' }));
  if (!validateRequest(SecretString, event.signature, event.url, {})) return '';
  await db.send(new GetItemCommand({ TableName: 't', Key: { credential: { S: 'desk' } } }));
  const response = new twiml.VoiceResponse();
  response.dial('+12065550100');
  return response.toString();
};`,
  targetKilobytes: 90,
  targetRatio: 0.5,
};

/** What Lambda sets. */
const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };

/** Measures size and start-up of two apps beside what esbuild's defaults give. */
export const benchBundle = async (): Promise<void> => {
  await measure(forwarding);
  await measure(dialtone);
};

/** Measures one app and its default, in alternation. */
const measure = async ({
  name,
  environment: own,
  byDefault,
  targetKilobytes,
  targetRatio,
}: Measured): Promise<void> => {
  const app = `dist/apps/${name}/main.js`;
  const environment = { ...credentials, ...own };
  const folder = mkdtempSync(join(tmpdir(), 'dialplane-bench-'));
  try {
    const source = join(folder, 'default.ts');
    const peer = join(folder, 'default.js');
    const empty = join(folder, 'empty.js');
    writeFileSync(source, byDefault);
    writeFileSync(empty, '');
    await build({
      entryPoints: [source],
      outfile: peer,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      nodePaths: ['node_modules'],
      logLevel: 'error',
    });

    const times = { empty: [] as number[], peer: [] as number[], app: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.empty.push(runNode([empty]).milliseconds);
      times.peer.push(runNode(['-r', peer, empty], environment).milliseconds);
      times.app.push(runNode(['-r', `./${app}`, empty], environment).milliseconds);
    }
    const above = (kind: 'peer' | 'app') => median(times[kind]) - median(times.empty);
    const size = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length / 1024;

    print(`${name}, gzip`, `${size(app).toFixed(1)} KB`, `target <= ${targetKilobytes} KB`);
    print('  default bundle of the same clients, gzip', `${size(peer).toFixed(1)} KB`);
    print(
      `${name}, start-up above empty Node`,
      `${above('app').toFixed(1)} ms`,
      `median of ${rounds}, alternating`,
    );
    print('  default bundle, start-up above empty Node', `${above('peer').toFixed(1)} ms`);
    print(
      '  ratio of start-ups',
      (above('app') / above('peer')).toFixed(2),
      `target <= ${targetRatio.toFixed(2)}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};
