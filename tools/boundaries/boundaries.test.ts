import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workspace } from '../workspace';

type Case = {
  readonly file: string;
  readonly imports: string;
  readonly rule: string | undefined;
  readonly because: string;
};

const boundary = '@nx/enforce-module-boundaries';
const adapters = 'no-restricted-imports';
const testSupport = '@typescript-eslint/no-restricted-imports';

const cases: readonly Case[] = [
  {
    file: 'libs/forwarding/src/x.ts',
    imports: 'cdktf',
    rule: boundary,
    because: 'a domain library must not know Terraform',
  },
  {
    file: 'apps/loopback/src/x.ts',
    imports: 'cdktf',
    rule: boundary,
    because: 'an app must not know Terraform',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@cdktf/provider-aws/lib/s3-bucket',
    rule: boundary,
    because: 'nor the Terraform provider',
  },
  {
    file: 'libs/constructs/src/x.ts',
    imports: '@cdktf/provider-aws',
    rule: boundary,
    because: 'the root import takes 4 s and 575 MB',
  },
  {
    file: 'stacks/x.ts',
    imports: '@cdktf/provider-aws',
    rule: boundary,
    because: 'the same holds for a stack',
  },
  {
    file: 'apps/console/src/x.ts',
    imports: '@aws-sdk/client-s3',
    rule: boundary,
    because: 'the page runs in browsers and must know no vendor',
  },
  {
    file: 'apps/console/src/x.ts',
    imports: '@dialplane/phone-network',
    rule: boundary,
    because: 'nor a simulator',
  },
  {
    file: 'libs/basics/src/x.ts',
    imports: '@dialplane/forwarding',
    rule: boundary,
    because: 'basics must not know a domain',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/telephony-actions',
    rule: boundary,
    because: 'a domain library must not know a provider',
  },
  {
    file: 'libs/telephony-actions/src/x.ts',
    imports: '@dialplane/phone-network',
    rule: boundary,
    because: 'a provider library must not know a simulator',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@aws-sdk/client-dynamodb',
    rule: adapters,
    because: 'only an adapter may import the SDK',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/apps/forwarding-sma',
    rule: boundary,
    because: 'a library must not depend on an app',
  },
  {
    file: 'apps/price-loader/src/x.ts',
    imports: '@dialplane/apps/cdr-rater',
    rule: boundary,
    because: 'what two apps need is a library',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/basics/testing',
    rule: testSupport,
    because: 'no build contains test support',
  },
  {
    file: 'libs/forwarding/src/x.test.ts',
    imports: '@dialplane/virtual-chime/testing',
    rule: undefined,
    because: 'tests may use the test support of any project',
  },
  {
    file: 'apps/loopback/src/x.ts',
    imports: '@dialplane/apps/forwarding-sma',
    rule: undefined,
    because: 'loopback hosts every handler',
  },
  {
    file: 'libs/constructs/src/x.ts',
    imports: '@cdktf/provider-aws/lib/s3-bucket',
    rule: undefined,
    because: 'a deep import loads one resource',
  },
  { file: 'stacks/x.ts', imports: 'cdktf', rule: undefined, because: 'stacks are written with it' },
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
    because: 'this is an adapter, too',
  },
  {
    file: 'libs/forwarding/src/x.ts',
    imports: '@dialplane/call-control',
    rule: undefined,
    because: 'domain libraries may use each other',
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

  it.each(cases.map((aCase, index) => ({ ...aCase, index, outcome: aCase.rule ? 'refuses' : 'allows' })))(
    '$outcome $imports in $file: $because',
    ({ index, rule }) => {
      const rules = found[index]
        ?.map((message) => message.rule)
        .filter((name) => [boundary, adapters, testSupport].includes(name));

      expect(rules).toEqual(rule ? [rule] : []);
    },
  );
});

it('refuses a dynamic import in the CLI, which Node could not resolve', () => {
  const { stdout } = spawnSync(process.execPath, ['tools/boundaries/lint-texts.mjs'], {
    cwd: workspace,
    encoding: 'utf8',
    input: JSON.stringify([
      { file: 'apps/cli/src/x.ts', text: "export const load = () => import('./run');\n" },
      { file: 'libs/object-store/src/x.ts', text: "export const load = () => import('./s3-commands');\n" },
    ]),
  });
  const [inTheCli, inALibrary] = JSON.parse(stdout) as { readonly rule: string }[][];

  expect(inTheCli).toEqual([expect.objectContaining({ rule: 'no-restricted-syntax' })]);
  expect(inALibrary).toEqual([]);
}, 60_000);
