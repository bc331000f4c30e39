import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from './find-terraform';
import { terraform } from './run-terraform';

const lockFile = 'stacks/.terraform.lock.hcl';

/** The platforms of laptops, of GitHub's runners and of Terraform Cloud. */
const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64'];

/**
 * `npm run terraform:lock`: adds the `h1` hashes of the provider for every platform to the lock file. Terraform downloads the
 * provider for each platform and verifies its signature.
 */
const main = async (): Promise<void> => {
  const found = findTerraform();
  if (!found.ok) return console.log(`SKIPPED, ${found.error}`);
  const before = readFileSync(lockFile, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'lock-provider-'));
  try {
    const [, version = '', constraints = ''] =
      /version\s*=\s*"([^"]+)"\s*constraints\s*=\s*"([^"]+)"/.exec(before) ?? [];
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: constraints } } },
      }),
    );
    copyFileSync(lockFile, join(folder, '.terraform.lock.hcl'));
    const words = ['providers', 'lock', '-no-color', ...platforms.map((platform) => `-platform=${platform}`)];
    const { failed, stderr } = await terraform(folder, words);
    if (
      failed &&
      /failed to (query available provider packages|retrieve)|could not connect|lookup .* no such host/i.test(
        stderr,
      )
    )
      return console.log(`SKIPPED, the registry of Terraform did not answer: the lock file is as it was`);
    if (failed) throw new Error(`Cannot lock hashicorp/aws ${version}: ${stderr.trim()}`);
    const written = readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');
    // Terraform replaces our comment by its own.
    const after =
      before.slice(0, before.indexOf('provider "')) + written.slice(written.indexOf('provider "'));
    if (after === before)
      return console.log(`The lock file has the hashes of all ${platforms.length} platforms.`);
    writeFileSync(lockFile, after);
    console.log(`Added the hashes of ${platforms.join(', ')} to ${lockFile}: commit it.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
