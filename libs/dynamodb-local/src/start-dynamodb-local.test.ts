import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnDynamoDbLocal } from './dynamo-tests';
import { installed } from './installed';
import { createTable, tableById } from './dynamo-table';
import { startDynamoDbLocal } from './start-dynamodb-local';

const start = async (folder: string) => {
  const started = await startDynamoDbLocal({ folder });
  if ('missing' in started) throw new Error(started.missing);
  return started;
};

const clientOf = (endpoint: string, region: string, accessKeyId: string) =>
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'x' } });

const tableNames = async (client: DynamoDBClient) =>
  (await client.send(new ListTablesCommand({}))).TableNames ?? [];

it('says what to install when there is no Java', () => {
  expect(installed('no-such-java')).toEqual({
    missing:
      "Java 17 was not found: install a Java runtime 17 or newer, such as Debian's openjdk-17-jre-headless",
  });
});

describeOnDynamoDbLocal('DynamoDB Local', (db) => {
  it('keeps what it is given', async () => {
    await createTable(db(), 'things', tableById('id'));

    expect(await tableNames(db())).toEqual(['things']);
  });

  it('has its tables still after a stop and a start on the same folder, for any region and key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dynamodb-local-'));
    const first = await start(folder);
    await createTable(clientOf(first.endpoint, 'us-east-1', 'key1'), 'things', tableById('id'));
    await first.stop();
    await expect(fetch(first.endpoint)).rejects.toThrow();

    const second = await start(folder);
    expect(await tableNames(clientOf(second.endpoint, 'eu-west-1', 'key2'))).toEqual(['things']);
    await second.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('ends when the process that started it is killed', async () => {
    const program = `require('${join(__dirname, 'index.ts')}')
      .startDynamoDbLocal()
      .then((started) => console.log(started.endpoint));
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const endpoint = line.toString().trim();
    expect((await fetch(endpoint)).headers.has('x-amzn-requestid')).toBe(true);

    starter.kill('SIGKILL');

    await expect(untilItIsGone(endpoint)).resolves.toBe('gone');
  }, 60_000);
});

const untilItIsGone = async (endpoint: string): Promise<'gone'> => {
  try {
    await fetch(endpoint);
  } catch {
    return 'gone';
  }
  await sleep(50);
  return untilItIsGone(endpoint);
};
