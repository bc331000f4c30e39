import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changedStacks, stacksIn } from './changed-stacks';

let folders: string[] = [];
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  folders = [];
});

/** A folder as `npm run synth` writes it, with these files in each stack. */
const synthesized = (stacks: Readonly<Record<string, Readonly<Record<string, string>>>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'changed-stacks-'));
  folders.push(folder);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
  for (const [stack, files] of Object.entries(stacks))
    for (const [name, text] of Object.entries(files)) {
      const file = join(folder, 'stacks', stack, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  return folder;
};

const base = {
  'forwarding-test': { 'cdk.tf.json': '{}', 'assets/sma/1.zip': 'a' },
  'dialtone-test': { 'cdk.tf.json': '{}' },
};

it.each`
  change                          | head                                                                                      | changed
  ${'nothing'}                    | ${base}                                                                                   | ${[]}
  ${'the Terraform of one stack'} | ${{ ...base, 'dialtone-test': { 'cdk.tf.json': '{"a":1}' } }}                             | ${['dialtone-test']}
  ${'the bundle of one Lambda'}   | ${{ ...base, 'forwarding-test': { 'cdk.tf.json': '{}', 'assets/sma/1.zip': 'b' } }}       | ${['forwarding-test']}
  ${'a new stack'}                | ${{ ...base, 'rating-test': { 'cdk.tf.json': '{}' } }}                                    | ${['rating-test']}
  ${'a removed stack'}            | ${{ 'forwarding-test': base['forwarding-test'] }}                                         | ${[]}
  ${'the version of a provider'}  | ${{ ...base, 'dialtone-test': { 'cdk.tf.json': '{}', '.terraform.lock.hcl': '6' } }}      | ${['dialtone-test']}
  ${'what a deployment leaves'}   | ${{ ...base, 'dialtone-test': { 'cdk.tf.json': '{}', '.terraform/providers/aws': 'x' } }} | ${[]}
`('$change: $changed is planned', ({ head, changed }) => {
  expect(changedStacks(synthesized(base), synthesized(head))).toEqual(changed);
});

it('says what to run where nothing was synthesised', () => {
  const empty = mkdtempSync(join(tmpdir(), 'changed-stacks-'));
  folders.push(empty);
  expect(() => changedStacks(empty, empty)).toThrow(/expected a manifest.json in it, so run npm run synth/);
});

it('lists each stack after those that it depends on', () => {
  const folder = synthesized({});
  const stacks = {
    'console-test': { dependencies: ['forwarding-test', 'rolling-dnis-test'] },
    'dialtone-test': { dependencies: [] },
    'forwarding-test': { dependencies: [] },
    'rolling-dnis-test': { dependencies: ['forwarding-test'] },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));

  expect(stacksIn(folder)).toEqual(['forwarding-test', 'rolling-dnis-test', 'console-test', 'dialtone-test']);
});
