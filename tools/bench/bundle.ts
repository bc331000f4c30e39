import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median, print, runNode } from './measure';

const app = 'dist/apps/forwarding-sma/main.js';
const rounds = 21;

/** What the bundle needs in order to load: the variables that Terraform sets, and credentials in the form that Lambda provides. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  FORWARDS_TABLE: 'bench',
  PROMPTS_BUCKET: 'bench',
  RECORDINGS_BUCKET: 'bench',
};

/** Measures size and start-up of forwarding-sma beside the same DynamoDB client bundled with esbuild's defaults, in alternation. */
export const benchBundle = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'dialplane-bench-'));
  try {
    const source = join(folder, 'default.ts');
    const peer = join(folder, 'default.js');
    const empty = join(folder, 'empty.js');
    writeFileSync(
      source,
      `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const db = new DynamoDBClient({});
export const handler = (number: string) => db.send(new GetItemCommand({ TableName: 't', Key: { number: { S: number } } }));`,
    );
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

    print('forwarding-sma, gzip', `${size(app).toFixed(1)} KB`, 'target <= 70 KB');
    print('  default bundle of the same client, gzip', `${size(peer).toFixed(1)} KB`);
    print(
      'forwarding-sma, start-up above empty Node',
      `${above('app').toFixed(1)} ms`,
      `median of ${rounds}, alternating`,
    );
    print('  default bundle, start-up above empty Node', `${above('peer').toFixed(1)} ms`);
    print('  ratio of start-ups', (above('app') / above('peer')).toFixed(2), 'target <= 0.50');
  } finally {
    rmSync(folder, { recursive: true });
  }
};
