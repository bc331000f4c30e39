import { describeResult, terraformReport, type CheckedStack } from './report';

const valid: CheckedStack = { stack: 'a', result: { kind: 'valid', provider: 'hashicorp/aws 5.100.0' } };
const invalid: CheckedStack = {
  stack: 'b',
  result: { kind: 'invalid', errors: ['aws_x.y: Unknown. No z.'] },
};
const skipped: CheckedStack = { stack: 'c', result: { kind: 'skipped', because: 'nothing to run' } };

it('counts every stack once, and says what really ran', () => {
  expect(terraformReport([valid, valid, invalid, skipped], '1.11.4')).toEqual({
    project: 'terraform-validate-stacks',
    passed: 2,
    failed: 1,
    failures: ['b: INVALID\n  aws_x.y: Unknown. No z.'],
    skipped: ['c: nothing to run'],
    real: ['Terraform 1.11.4', 'hashicorp/aws 5.100.0'],
  });
});

it('claims nothing real when all was skipped', () => {
  expect(terraformReport([skipped], '1.11.4').real).toEqual([]);
});

it.each`
  checked    | line
  ${valid}   | ${'a: valid (hashicorp/aws 5.100.0)'}
  ${invalid} | ${'b: INVALID\n  aws_x.y: Unknown. No z.'}
  ${skipped} | ${'c: SKIPPED, nothing to run'}
`('prints "$line"', ({ checked, line }) => {
  expect(describeResult(checked)).toBe(line);
});
