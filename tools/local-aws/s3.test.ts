import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Objects } from '@dialplane/object-store';
import { objectStoreContract } from '@dialplane/object-store/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, type EmulatorOptions, startEmulator } from './emulator';
import { credentials } from './local-aws';
import { ministackProgram, motoProgram } from './programs';
import { madeEnvironment } from './python-environment';

const environment = madeEnvironment(join(__dirname, '../../.local-aws'));

/** The store of objects against a program that speaks S3's protocol and was written by others. */
const describeOn = (name: string, programOf: (folder: string) => EmulatorOptions) => {
  if (!environment.ok) {
    describe.skip(`s3Objects [real: ${name}] skipped: ${environment.error}`, () =>
      it.todo('keeps the contract'));
    return;
  }
  describe(`s3Objects [real: ${name}]`, () => {
    let emulator: Emulator | undefined;
    let client: S3Client | undefined;
    let buckets = 0;
    beforeAll(async () => {
      emulator = await startEmulator(programOf(environment.value.folder));
      client = new S3Client({
        endpoint: emulator.url,
        region: 'us-east-1',
        credentials,
        forcePathStyle: true,
      });
    }, 90_000);
    afterAll(async () => {
      client?.destroy();
      await emulator?.stop();
    });

    for (const prefix of ['', 'below/']) {
      objectStoreContract(`s3Objects with the prefix "${prefix}"`, async () => {
        if (!client) throw new Error('Cannot test: the emulator did not start');
        const bucket = `records-${(buckets += 1)}`;
        await client.send(new CreateBucketCommand({ Bucket: bucket }));
        return s3Objects({ client, bucket, prefix, partBytes: 5 * 2 ** 20 });
      });
    }
  });
};

describeOn('moto 5.2.5', motoProgram);
describeOn('ministack 1.5.33', (folder) => ministackProgram(folder, scratch));

const scratch = mkdtempSync(join(tmpdir(), 's3-'));
afterAll(() => rmSync(scratch, { recursive: true }));
