import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_APPS } from './built-app';
import { cdktfApp } from './testing/cdktf-app';

const workspace = join(__dirname, '..');

it('synthesises stacks for Terraform Cloud on a machine without Terraform', () => {
  const app = cdktfApp();

  execFileSync(process.execPath, ['--import', 'tsx', 'stacks/main.ts'], {
    cwd: workspace,
    env: {
      PATH: mkdtempSync(join(tmpdir(), 'no-programs-')),
      TSX_TSCONFIG_PATH: 'tsconfig.base.json',
      TF_CLOUD_ORGANIZATION: 'example',
      CDKTF_OUTDIR: app.outdir,
      CDKTF_CONTEXT_JSON: JSON.stringify({ [BUILT_APPS]: app.node.getContext(BUILT_APPS) }),
    },
  });

  const live = JSON.parse(readFileSync(join(app.outdir, 'stacks/forwarding-live/cdk.tf.json'), 'utf8'));
  expect(live.terraform.cloud.organization).toBe('example');
  const deployer = readFileSync(join(app.outdir, 'stacks/forwarding-live/deployer-policy-1.json'), 'utf8');
  expect(JSON.parse(deployer).Statement.length).toBeGreaterThan(5);
});
