import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '@dialplane/forwarding';
import { onChime, smaHandler } from '@dialplane/telephony-actions';
import { build } from 'esbuild';

/** What decides about a call in one version of the app, without its look-up of forwards. */
export type CallAppVersion = {
  readonly decide: typeof decide;
  readonly onChime: typeof onChime;
  readonly smaHandler: typeof smaHandler;
};

/** The version in the working copy. */
export const thisVersion: CallAppVersion = { decide, onChime, smaHandler };

const workspace = join(__dirname, '../../..');

/**
 * The version in a commit of this repository, such as the one that is deployed.
 *
 * @throws if Git does not know the commit
 */
export const versionIn = async (commit: string): Promise<CallAppVersion> => {
  const folder = mkdtempSync(join(tmpdir(), 'call-app-version-'));
  try {
    const archive = execFileSync('git', ['archive', commit, 'libs', 'tsconfig.base.json'], {
      cwd: workspace,
      maxBuffer: 2 ** 30,
      stdio: 'pipe',
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'version.ts'),
      "export { decide } from '@dialplane/forwarding';\nexport { onChime, smaHandler } from '@dialplane/telephony-actions';\n",
    );
    await build({
      entryPoints: [join(folder, 'version.ts')],
      outfile: join(folder, 'version.cjs'),
      bundle: true,
      platform: 'node',
      tsconfig: join(folder, 'tsconfig.base.json'),
      logLevel: 'error',
    });
    return createRequire(__filename)(join(folder, 'version.cjs')) as CallAppVersion;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
