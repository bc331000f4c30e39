import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_APPS } from './built-app';
import { writeModules } from './modules';
import { stages } from './stages';
import { cdktfApp } from './testing/cdktf-app';

const folder = mkdtempSync(join(tmpdir(), 'modules-'));
const modules = writeModules(folder, stages.live, cdktfApp().node.getContext(BUILT_APPS));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (module: string, file: string) => readFileSync(join(folder, 'modules', module, file), 'utf8');
const parsed = (module: string, file: string) => JSON.parse(read(module, file));

it('writes every system in the layout of the registry', () => {
  expect(modules).toEqual(['forwarding', 'cdr-rating', 'rolling-dnis', 'dialtone', 'console']);
  for (const module of modules)
    expect(readdirSync(join(folder, 'modules', module)).sort()).toEqual([
      'README.md',
      'assets',
      'main.tf.json',
      'outputs.tf.json',
      'variables.tf.json',
      'versions.tf.json',
    ]);
});

describe.each(modules)('the module %s', (module) => {
  it('leaves provider, state and Region to its caller', () => {
    const files = ['main.tf.json', 'versions.tf.json'].map((file) => parsed(module, file));

    expect(files.flatMap(Object.keys).sort()).toEqual(['data', 'resource', 'terraform']);
    expect(Object.keys(files[1].terraform).sort()).toEqual(['required_providers', 'required_version']);
    expect(read(module, 'main.tf.json')).not.toContain('us-east-1');
  });

  it('has only names that begin with its variable and fit into the limits of IAM', () => {
    const roles = Object.values<{ name: string }>(parsed(module, 'main.tf.json').resource.aws_iam_role);

    for (const { name } of roles) {
      expect(name).toMatch(/^\$\{var\.name\}-/);
      expect(name.replace('${var.name}', 'x'.repeat(30)).length).toBeLessThanOrEqual(64);
    }
  });

  it('lets its caller decide whether data is protected', () => {
    const main = read(module, 'main.tf.json');

    expect(main).not.toContain('prevent_destroy');
    expect(main).toMatch(
      /"deletion_protection_enabled": "\$\{var\.protects_data\}"|"force_destroy": "\$\{!var\.protects_data\}"/,
    );
  });

  it('describes every input and output in its README', () => {
    const readme = read(module, 'README.md');
    const { variable } = parsed(module, 'variables.tf.json');
    const { output } = parsed(module, 'outputs.tf.json');

    for (const name of [...Object.keys(variable), ...Object.keys(output)])
      expect(readme).toContain(`- \`${name}\``);
  });
});
