import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releasedFunctions } from './released-functions';

const workspace = join(__dirname, '../..');

const alias = (of: string, ...ignored: readonly string[]) => ({
  function_name: `\${aws_lambda_function.${of}.function_name}`,
  lifecycle: { ignore_changes: ['description', ...ignored] },
});

it('names the functions whose aliases Terraform leaves alone', () => {
  const stack = {
    resource: {
      aws_lambda_function: {
        call_app: { function_name: 'forwarding-live-forwarding-sma' },
        call_app_api: { function_name: 'forwarding-live-api' },
      },
      aws_lambda_alias: {
        call_app_serving: alias('call_app', 'function_version', 'routing_config'),
        api_serving: alias('call_app_api'),
      },
    },
  };

  expect(releasedFunctions(stack)).toEqual(['forwarding-live-forwarding-sma']);
});

it('finds none in a stack without aliases', () => expect(releasedFunctions({})).toEqual([]));

it('needs exactly the actions of the policy in stacks/README.md', () => {
  const [, documented = ''] =
    /### Releases.*?```json\n(.*?)```/s.exec(readFileSync(join(workspace, 'stacks/README.md'), 'utf8')) ?? [];
  const allowed = (
    JSON.parse(documented) as { readonly Statement: readonly { readonly Action: readonly string[] }[] }
  ).Statement.flatMap(({ Action }) => Action);

  // The canary calls these methods of the adapter only.
  const adapter = readFileSync(join(workspace, 'libs/dialtone-provisioning/src/aws-releases.ts'), 'utf8');
  const partOf = (method: string) =>
    new RegExp(`^    ${method}: \\(.*?(?=^    \\w+: \\()`, 'ms').exec(adapter)?.[0] ?? '';
  const used = ['read', 'serve', 'share'].flatMap((method) =>
    [...partOf(method).matchAll(/new (\w+)Command\(/g)].map(([, command]) => `lambda:${command}`),
  );

  expect([...new Set(used), 'cloudwatch:DescribeAlarms'].sort()).toEqual([...allowed].sort());
});
