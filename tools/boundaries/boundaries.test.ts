import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(__dirname, '../..');

type Case = {
  readonly file: string;
  readonly imports: string;
  readonly rule: string | undefined;
  readonly because: string;
};

const boundary = '@nx/enforce-module-boundaries';
const adapters = 'no-restricted-imports';

const cases: readonly Case[] = [
  {
    file: 'libs/forwarding/src/x.ts',
    imports: 'cdktf',
    rule: boundary,
    because: 'a domain knows no Terraform',
  },
  { file: 'apps/loopback/src/x.ts', imports: 'cdktf', rule: boundary, because: 'an app knows no Terraform' },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@cdktf/provider-aws/lib/s3-bucket',
    rule: boundary,
    because: 'nor its provider',
  },
  {
    file: 'libs/constructs/src/x.ts',
    imports: '@cdktf/provider-aws',
    rule: boundary,
    because: 'the root costs 2 s and 570 MB',
  },
  { file: 'stacks/x.ts', imports: '@cdktf/provider-aws', rule: boundary, because: 'in a stack as well' },
  {
    file: 'libs/basics/src/x.ts',
    imports: '@dialplane/forwarding',
    rule: boundary,
    because: 'basics knows no domain',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/telephony-actions',
    rule: boundary,
    because: 'a domain knows no provider',
  },
  {
    file: 'libs/telephony-actions/src/x.ts',
    imports: '@dialplane/phone-network',
    rule: boundary,
    because: 'a provider knows no simulator',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@aws-sdk/client-dynamodb',
    rule: adapters,
    because: 'only an adapter knows the SDK',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/apps/forwarding-sma',
    rule: boundary,
    because: 'nobody builds on an app',
  },
  {
    file: 'apps/loopback/src/x.ts',
    imports: '@dialplane/apps/forwarding-sma',
    rule: undefined,
    because: 'loopback runs every handler',
  },
  {
    file: 'libs/constructs/src/x.ts',
    imports: '@cdktf/provider-aws/lib/s3-bucket',
    rule: undefined,
    because: 'a deep import is light',
  },
  { file: 'stacks/x.ts', imports: 'cdktf', rule: undefined, because: 'stacks are what it is for' },
  {
    file: 'libs/forwarding/src/dynamo-x.ts',
    imports: '@aws-sdk/client-dynamodb',
    rule: undefined,
    because: 'this is an adapter',
  },
  {
    file: 'libs/pricing/src/aws-x.ts',
    imports: '@aws-sdk/client-pricing',
    rule: undefined,
    because: 'so is this',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/call-control',
    rule: undefined,
    because: 'domains build on domains',
  },
];

const messages = (): readonly (readonly { readonly rule: string; readonly message: string }[])[] => {
  const input = cases.map(({ file, imports }) => ({
    file,
    text: `import * as it from '${imports}';\nexport { it };\n`,
  }));
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    cwd: workspace,
    input: JSON.stringify(input),
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  if (!stdout) throw new Error(`Cannot lint the cases: ${stderr}`);
  return JSON.parse(stdout);
};

describe('the linter', () => {
  let found: ReturnType<typeof messages>;
  beforeAll(() => {
    found = messages();
  }, 60_000);

  it.each(cases.map((aCase, index) => ({ ...aCase, index, verdict: aCase.rule ? 'refuses' : 'allows' })))(
    '$verdict $imports in $file: $because',
    ({ index, rule }) => {
      const rules = found[index]
        ?.map((message) => message.rule)
        .filter((name) => name === boundary || name === adapters);

      expect(rules).toEqual(rule ? [rule] : []);
    },
  );
});
