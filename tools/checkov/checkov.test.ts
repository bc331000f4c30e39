import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeEnvironment } from '../local-aws/python-environment';
import { checkovFolder, checkovPackages, scan } from './checkov';
import { type CheckovFinding, openFindings } from './findings';

const versions: CheckovFinding = {
  check_id: 'CKV_AWS_21',
  check_name: 'Ensure all data stored in the S3 bucket have versioning enabled',
  file_path: '/calls-test/cdk.tf.json',
  resource: 'resource.prompts_1',
};

const stackWith = (exceptions: Readonly<Record<string, string>>) => ({
  'calls-test': { resource: { aws_s3_bucket: { prompts_1: { bucket: 'prompts', '//': { exceptions } } } } },
});

it('reports a finding without an exception', () => {
  expect(openFindings([versions], stackWith({}))).toEqual([
    { stack: 'calls-test', resource: 'prompts_1', rule: 'CKV_AWS_21', says: versions.check_name },
  ]);
});

it('accepts a finding that its resource is excepted from', () => {
  expect(
    openFindings([versions], stackWith({ CKV_AWS_21: 'checkov:skip=CKV_AWS_21:Git has them.' })),
  ).toEqual([]);
});

it('reports an exception that no finding needs, and leaves our own rules alone', () => {
  expect(openFindings([], stackWith({ CKV_AWS_21: 'x', tls: 'except=tls:x' }))).toEqual([
    {
      stack: 'calls-test',
      resource: 'prompts_1',
      rule: 'CKV_AWS_21',
      says: 'has an exception that it does not need',
    },
  ]);
});

const installed = madeEnvironment(join(__dirname, '../..', checkovFolder), checkovPackages);
const suite = installed.ok ? describe : describe.skip;

suite(installed.ok ? '[real: Checkov]' : `[real: Checkov] skipped: ${installed.error}`, () => {
  it('finds what our own rules leave to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkov-'));
    mkdirSync(join(folder, 'calls-test'));
    writeFileSync(
      join(folder, 'calls-test/cdk.tf.json'),
      JSON.stringify({
        resource: {
          aws_s3_bucket: { open: { bucket: 'open' } },
          aws_sqs_queue: { plain: { name: 'plain' } },
          aws_dynamodb_table: { forgetful: { name: 'forgetful', hash_key: 'number' } },
          aws_cloudwatch_log_group: { endless: { name: 'endless' } },
        },
      }),
    );
    try {
      if (!installed.ok) throw new Error(installed.error);
      const rules = (await scan(installed.value, folder)).map(({ check_id }) => check_id);

      const expected = [
        'CKV2_AWS_6', // a public access block
        'CKV_AWS_21', // versions
        'CKV_AWS_27', // encryption of a queue
        'CKV_AWS_28', // restoring a table to a point in time
        'CKV_AWS_66', // retention of logs
      ];
      expect(expected.filter((rule) => !rules.includes(rule))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
