import { build, type Metafile } from 'esbuild';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../workspace';

const { dependencies } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** Programs that must run where only `dependencies` are installed (`node tools/install.mjs calls`). */
const programs = [
  'apps/cli/src/main.ts',
  'apps/loopback/src/main.ts',
  'apps/loopback/src/demo.ts',
  'libs/rating/src/engine/rater-worker.ts',
];

/** What the console is built from at the first `npm start`. Its pages are dynamic imports, and must be built as well. */
const builtAtStart = ['apps/console/src/main.tsx', 'apps/console/vite.config.mts'];

it.each([...programs, ...builtAtStart])('%s loads no development dependency', async (program) => {
  const { metafile } = await build({
    entryPoints: [program],
    bundle: true,
    packages: 'external',
    platform: 'node',
    absWorkingDir: workspace,
    tsconfig: join(workspace, 'tsconfig.base.json'),
    write: false,
    metafile: true,
    outdir: 'unused',
    logLevel: 'error',
  });
  const loaded = loadedBy(program, metafile, builtAtStart.includes(program));
  const packages = [...new Set(loaded)]
    .filter((path) => !isBuiltin(path))
    .map((path) =>
      path
        .split('/')
        .slice(0, path.startsWith('@') ? 2 : 1)
        .join('/'),
    );

  expect(packages).not.toEqual([]);
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
});

/**
 * The packages that a file loads when it starts, directly or through other files.
 *
 * @param isBuilt whether it is built, with its dynamic imports; otherwise they may be missing
 */
const loadedBy = (entry: string, { inputs }: Metafile, isBuilt: boolean): readonly string[] => {
  const seen = new Set([entry]);
  for (const file of seen) {
    for (const { path, kind } of inputs[file]?.imports ?? [])
      if (isBuilt || kind !== 'dynamic-import') seen.add(path);
  }
  return [...seen].filter((path) => !(path in inputs));
};
