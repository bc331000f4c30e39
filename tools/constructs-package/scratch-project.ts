import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const workspaceRoot = join(__dirname, '../..');

/** Runs a program, and throws with what it printed when it fails. */
export const run = (folder: string, program: string, ...words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      CI: '1',
      CHECKPOINT_DISABLE: '1',
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      FORCE_COLOR: '0',
    },
  });
  if (status !== 0) throw new Error(`"${program} ${words.join(' ')}" failed: ${stdout}${stderr}`);
  return stdout;
};

/** Packs the constructs as `nx pack constructs` does, and then as `npm publish` would. Returns the path of the archive. */
export const packConstructs = (folder: string): string => {
  const built = join(folder, 'built');
  run(workspaceRoot, process.execPath, 'libs/constructs/pack.mjs', built);
  run(folder, 'npm', 'pack', built, '--silent');
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack wrote no archive to "${folder}"`);
  return join(folder, archive);
};

/** Writes files, by their path in a folder. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** The peers of the package. They are linked to this workspace's copies, because the provider alone has 400 MB. */
const peers = ['cdktf', 'constructs', '@cdktf/provider-aws'];

/** A project outside the workspace that installs the package with npm, as strict as TypeScript can be. */
export const projectWith = (folder: string, archive: string): void => {
  writeFiles(folder, {
    'package.json': JSON.stringify({ name: 'their-project', private: true }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        types: ['node'],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        outDir: 'built',
      },
      include: ['*.ts', '*.mts'],
    }),
  });
  const links = [...peers, '@types/node'].map((name) => `file:${join(workspaceRoot, 'node_modules', name)}`);
  run(folder, 'npm', 'install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', ...links, archive);
};

/** Checks the types of a project and compiles it into its folder `built`. */
export const compileProject = (folder: string): void =>
  void run(
    folder,
    process.execPath,
    join(workspaceRoot, 'node_modules/typescript/bin/tsc'),
    '--project',
    folder,
  );

/** Whether this is a clone, which `nx release` needs. */
export const isClone = existsSync(join(workspaceRoot, '.git'));
