// Builds the package into a folder: the code, its types, the README, the changelog and the reference of the API.
// node libs/constructs/pack.mjs [folder]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const workspace = join(here, '../..');
const folder = resolve(process.argv[2] ?? join(workspace, 'dist/libs/constructs'));

const run = (program, ...words) =>
  execFileSync(process.execPath, [join(workspace, 'node_modules', program), ...words], {
    cwd: workspace,
    stdio: 'inherit',
  });

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
execFileSync(
  join(workspace, 'node_modules/.bin/esbuild'),
  [
    join(here, 'src/index.ts'),
    '--bundle',
    '--platform=node',
    '--target=node20',
    '--packages=external',
    `--outfile=${join(folder, 'index.js')}`,
    '--log-level=warning',
  ],
  { cwd: workspace, stdio: 'inherit' },
);
run('typescript/bin/tsc', '--project', join(here, 'tsconfig.pack.json'), '--outDir', folder);
for (const file of ['package.json', 'README.md', 'CHANGELOG.md'])
  cpSync(join(here, file), join(folder, file));
run('typedoc/bin/typedoc', '--options', join(here, 'typedoc.json'), '--out', join(folder, 'api'));
