import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOfReadme, readmeProgram } from '@dialplane/constructs/testing';
import { cdktnFolder, cdktnIsInstalled } from './cdktn';
import { run, workspaceRoot, writeFiles } from './scratch-project';

const suite = cdktnIsInstalled() ? describe : describe.skip;
const title = cdktnIsInstalled()
  ? '[real: cdktn 0.24.0]'
  : '[real: cdktn] skipped: run npm run cdktn:install once, which installs it';

const esbuild = join(workspaceRoot, 'node_modules/.bin/esbuild');
const renamed = (code: string): string =>
  code.replaceAll('@cdktf/provider-', '@cdktn/provider-').replaceAll('require("cdktf")', 'require("cdktn")');

suite(title, () => {
  it('synthesises the same Terraform after a rename of two imports', () => {
    const root = mkdtempSync(join(tmpdir(), 'cdktn-'));
    const build = join(root, 'build');
    try {
      writeFiles(build, { 'main.ts': readmeProgram() });
      const bundle = (entry: string, name: string): string => {
        const output = `--outfile=${join(build, name)}`;
        run(
          build,
          esbuild,
          entry,
          '--bundle',
          '--platform=node',
          '--packages=external',
          output,
          '--log-level=error',
        );
        return readFileSync(join(build, name), 'utf8');
      };
      const library = bundle(join(workspaceRoot, 'libs/constructs/src/index.ts'), 'index.js');
      const program = bundle('main.ts', 'main.js').replaceAll('"@dialplane/constructs"', '"./constructs.js"');

      const synthesized = (tool: string, packages: string, change: (code: string) => string) => {
        const project = join(root, tool, 'project');
        writeFiles(project, {
          ...filesOfReadme,
          'main.js': change(program),
          'constructs.js': change(library),
        });
        symlinkSync(join(packages, 'node_modules'), join(project, 'node_modules'));
        run(project, process.execPath, 'main.js');
        const stack = JSON.parse(
          readFileSync(join(project, 'cdktf.out/stacks/calls-test/cdk.tf.json'), 'utf8'),
        );
        delete stack['//'].metadata.version;
        delete stack.terraform.required_providers; // its source is written in full, and its version is newer
        delete stack.terraform.backend; // the path of this project
        return stack;
      };
      const before = synthesized('cdktf', workspaceRoot, (code) => code);

      expect(Object.keys(before.resource).length).toBeGreaterThan(30);
      expect(synthesized('cdktn', cdktnFolder, renamed)).toEqual(before);
    } finally {
      rmSync(root, { recursive: true });
    }
  }, 60_000);
});
