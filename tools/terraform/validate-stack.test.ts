import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from './find-terraform';
import { validateStack } from './validate-stack';

const terraform = findTerraform();
const suite = terraform.ok && terraform.value.pluginFolder ? describe : describe.skip;
const title = terraform.ok
  ? terraform.value.pluginFolder
    ? `[real: Terraform ${terraform.value.version}]`
    : '[real: Terraform] skipped: the AWS provider was not found: set TERRAFORM_PLUGIN_DIR to a folder made by "terraform providers mirror"'
  : `[real: Terraform] skipped: ${terraform.error}`;

/** A folder with a stack of one table, as cdktf writes it. */
const stackWith = (table: object): string => {
  const folder = mkdtempSync(join(tmpdir(), 'validate-stack-'));
  const stack = {
    terraform: {
      required_providers: { aws: { source: 'aws', version: '>= 5.100.0, < 7.0.0' } },
      cloud: { organization: 'nobody', workspaces: { name: 'nothing' } },
    },
    provider: { aws: [{ region: 'us-east-1' }] },
    resource: { aws_dynamodb_table: { forwards: table } },
  };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack));
  return folder;
};

const table = {
  name: 'forwards',
  billing_mode: 'PAY_PER_REQUEST',
  attribute: [{ name: 'number', type: 'S' }],
};

suite(title, () => {
  jest.setTimeout(60_000);

  const validate = (folder: string) => {
    if (!terraform.ok) throw new Error(terraform.error);
    return validateStack(folder, terraform.value);
  };

  it('finds a good stack valid without asking the organization that keeps its state', async () => {
    const folder = stackWith({ ...table, hash_key: 'number' });

    expect(await validate(folder)).toEqual({
      kind: 'valid',
      provider: expect.stringMatching(/^hashicorp\/aws \d/),
    });
    expect(readdirSync(folder)).toEqual(['cdk.tf.json']); // it worked on a copy
  });

  it('finds a misspelt argument, and says where it is', async () => {
    const folder = stackWith({ ...table, hash_keyy: 'number' });

    expect(await validate(folder)).toEqual({
      kind: 'invalid',
      errors: expect.arrayContaining([expect.stringMatching(/aws_dynamodb_table\.forwards: .*"hash_keyy"/s)]),
    });
  });
});
