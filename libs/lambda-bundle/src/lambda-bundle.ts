import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';

/** How an app is bundled: the options of its `build` target. */
export type BundleOptions = {
  readonly main: string;
  /** Files that run beside it, such as worker threads. Each is bundled into a file of the same name. */
  readonly additionalEntryPoints?: readonly string[];
  readonly tsConfig: string;
  readonly platform: string;
  readonly target: string;
  readonly minify: boolean;
  readonly esbuildConfig: string;
};

/** Environment variables. The bundle gets no others from this process. */
type Environment = Readonly<Record<string, string>>;

/** An app as it is deployed. */
export type LambdaBundle = {
  readonly gzipBytes: number;
  /** The source files that it contains parts of. */
  readonly parts: readonly string[];
  /** Loads it and does nothing else. @throws with its output if it does not start */
  readonly load: (environment: Environment) => Promise<void>;
  /** Invokes it with one event, in a process of its own. @returns its response and its log */
  readonly ask: (
    event: object,
    environment: Environment,
  ) => Promise<{ readonly answer: unknown; readonly log: readonly unknown[] }>;
  /** Deletes its files. */
  readonly remove: () => void;
};

const workspace = join(__dirname, '../../..');
const run = promisify(execFile);

/** Bundles an app, named by its folder, with the options that `nx build` uses, into a folder of its own. */
export const bundleLambda = (app: string): Promise<LambdaBundle> => bundle(buildOptionsOf(app));

/** The options from Nx's defaults and the app's `project.json`. */
const buildOptionsOf = (app: string): BundleOptions => {
  const read = (path: string) => JSON.parse(readFileSync(join(workspace, path), 'utf8'));
  const { options: defaults } = read('nx.json').targetDefaults['@nx/esbuild:esbuild'];
  const { options: own } = read(`apps/${app}/project.json`).targets.build;
  return JSON.parse(JSON.stringify({ ...defaults, ...own }).replaceAll('{projectRoot}', `apps/${app}`));
};

/** Bundles with these options, into a folder of its own. */
export const bundle = async (options: BundleOptions): Promise<LambdaBundle> => {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'));
  const file = join(folder, 'main.js');
  const { metafile } = await build({ ...(await esbuildOptions(options)), outdir: folder, metafile: true });
  const start = (program: string, env: Environment) =>
    run(process.execPath, ['-e', `const { handler } = require(${JSON.stringify(file)}); ${program}`], {
      env,
    });
  return {
    gzipBytes: gzipSync(readFileSync(file), { level: 9 }).length,
    parts: Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs)),
    load: async (environment) => {
      await start('', environment);
    },
    ask: async (event, environment) => {
      const { stdout } = await start(
        `handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 60000 })
          .then((answer) => console.log(JSON.stringify(answer)))`,
        { ...credentials, ...environment },
      );
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      return { answer: lines.at(-1), log: lines.slice(0, -1) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};

/** Lambda sets these. Emulators do not check them. */
const credentials = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

const esbuildOptions = async ({
  main,
  additionalEntryPoints = [],
  tsConfig,
  platform,
  target,
  minify,
  esbuildConfig,
}: BundleOptions): Promise<BuildOptions> => {
  const shared = (await import(join(workspace, esbuildConfig))) as { readonly default: BuildOptions };
  return {
    ...shared.default,
    outExtension: {}, // only Nx uses it
    absWorkingDir: workspace,
    entryPoints: [main, ...additionalEntryPoints],
    entryNames: '[name]',
    tsconfig: tsConfig,
    platform: platform as 'node',
    target,
    minify,
    format: 'cjs',
    bundle: true,
    logLevel: 'error',
  };
};
