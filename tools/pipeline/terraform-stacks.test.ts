import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from '../terraform/find-terraform';
import { planComment } from './plan-comment';
import { terraformStacks } from './terraform-stacks';

const withTerraform = findTerraform().ok ? it : it.skip;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'terraform-stacks-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a stack of one resource, which needs no provider. */
const write = (stack: string, configuration: object): void => {
  const at = join(folder, 'stacks', stack);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'cdk.tf.json'), JSON.stringify(configuration));
};
const one = { resource: { terraform_data: { it: { input: 'first' } } } };
const other = { resource: { terraform_data: { it: { input: 'second' } } } };

withTerraform('plans, applies and finds drift with the real Terraform', async () => {
  write('a-test', one);

  const [planned] = await terraformStacks('plan', folder, ['a-test']);
  expect(planned).toMatchObject({ ended: 'changes', said: expect.stringContaining('1 to add') });

  const [applied] = await terraformStacks('apply', folder, ['a-test']);
  expect(applied).toMatchObject({ ended: 'applied' });
  expect(await terraformStacks('drift', folder, ['a-test'])).toMatchObject([{ ended: 'unchanged' }]);

  write('a-test', other);
  expect(await terraformStacks('drift', folder, ['a-test'])).toMatchObject([{ ended: 'changes' }]);
});

withTerraform('plans the other stacks after a failure, and applies none', async () => {
  write('broken-test', { resource: { terraform_data: { it: { nonsense: true } } } });
  write('good-test', one);

  const planned = await terraformStacks('plan', folder, ['broken-test', 'good-test']);
  expect(planned.map(({ ended }) => ended)).toEqual(['failed', 'changes']);

  const applied = await terraformStacks('apply', folder, ['broken-test', 'good-test']);
  expect(applied.map(({ stack, ended }) => [stack, ended])).toEqual([['broken-test', 'failed']]);
});

it('writes one line for each stack into the comment, and the plan below it', () => {
  const comment = planComment([
    { stack: 'a-test', ended: 'changes', said: 'x\nPlan: 1 to add, 0 to change, 0 to destroy.\n' },
    { stack: 'b-test', ended: 'failed', said: 'Error: no credentials' },
    { stack: 'c-test', ended: 'unchanged', said: 'No changes. Your infrastructure matches.' },
  ]);

  expect(comment).toContain('<b>a-test</b>: Plan: 1 to add, 0 to change, 0 to destroy.</summary>');
  expect(comment).toContain('<b>b-test</b>: the plan failed</summary>');
  expect(comment).toContain('Error: no credentials');
  expect(comment).toContain('<b>c-test</b>: No changes. Your infrastructure matches.</summary>');
});

it('says so where no stack is affected', () =>
  expect(planComment([])).toContain('This change affects no stack'));

it("keeps a comment below GitHub's limit, and says that it is cut", () => {
  const huge = { ended: 'changes', said: 'line\n'.repeat(50_000) } as const;
  const comment = planComment([
    { stack: 'a', ...huge },
    { stack: 'b', ...huge },
  ]);

  expect(comment.length).toBeLessThan(65_536);
  expect(comment.match(/… cut: the log of this run has the rest/g)).toHaveLength(2);
});

it('cannot be broken out of by a plan that holds a code fence', () =>
  expect(planComment([{ stack: 'a', ended: 'changes', said: '```\n<script>' }])).toContain('````text\n```'));
