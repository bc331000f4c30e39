import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { version } from '@aws-sdk/client-dynamodb/package.json';
import { buildSync } from 'esbuild';
import { defaultProvider } from './environment-credentials';

const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'hush', AWS_SESSION_TOKEN: 'session' };

/** The credentials found when the environment holds these variables and nothing else. */
const foundIn = async (variables: Readonly<Record<string, string>>) => {
  const before = process.env;
  try {
    process.env = { ...variables };
    return await defaultProvider()();
  } finally {
    process.env = before;
  }
};

it('takes the three that Lambda sets', async () => {
  expect(await foundIn(keys)).toEqual({
    accessKeyId: 'key',
    secretAccessKey: 'hush',
    sessionToken: 'session',
  });
});

it('takes a key without a session', async () => {
  expect(await foundIn({ AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'hush' })).toEqual({
    accessKeyId: 'key',
    secretAccessKey: 'hush',
  });
});

it.each`
  missing                    | variables
  ${'AWS_ACCESS_KEY_ID'}     | ${{ AWS_SECRET_ACCESS_KEY: 'hush' }}
  ${'AWS_SECRET_ACCESS_KEY'} | ${{ AWS_ACCESS_KEY_ID: 'key' }}
`('says that $missing is missing', async ({ missing, variables }) => {
  await expect(foundIn(variables)).rejects.toThrow(
    new Error(`Cannot sign requests to AWS: ${missing} is missing from the environment`),
  );
});

describe(`in a bundle [real: @aws-sdk/client-dynamodb ${version}]`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'environment-credentials-'));
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"TableNames":[]}');
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('stands in for the credential chain, and the client signs with it', async () => {
    const outfile = join(folder, 'list-tables.cjs');
    buildSync({
      stdin: {
        contents: `
          import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
          new DynamoDBClient({ endpoint: process.argv[2], region: 'us-east-1' }).send(new ListTablesCommand({}));`,
        resolveDir: __dirname,
      },
      alias: { '@aws-sdk/credential-provider-node': join(__dirname, 'environment-credentials.ts') },
      bundle: true,
      platform: 'node',
      outfile,
    });

    const { port } = server.address() as AddressInfo;
    await promisify(execFile)(process.execPath, [outfile, `http://127.0.0.1:${port}`], { env: keys });

    expect(headers).toEqual([
      expect.objectContaining({
        authorization: expect.stringContaining('Credential=key/'),
        'x-amz-security-token': 'session',
      }),
    ]);
  });
});
