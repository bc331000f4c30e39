import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addEveryStack } from './every-stack';
import { PlatformStack } from './platform-stack';

// cdktf captures a stack trace for every reference, for an error message that these stacks never cause. Without that,
// synthesis takes a fifth less time. Errors keep their stack traces.
Error.captureStackTrace = () => undefined;

// cdktf's validation of a cloud backend runs `terraform version`, so it fails on a machine without Terraform.
// `npm run terraform:check` validates more, and reports when it cannot.
const app = new App({ skipValidation: true });
const leftOut = addEveryStack(app, process.env);
app.synth();
for (const stack of app.node.children.filter((child) => child instanceof PlatformStack)) {
  const folder = join(app.outdir, 'stacks', stack.node.id);
  copyFileSync('stacks/.terraform.lock.hcl', join(folder, '.terraform.lock.hcl'));
  for (const [at, policy] of stack.deployerPolicies().entries())
    writeFileSync(join(folder, `deployer-policy-${at + 1}.json`), policy);
}
for (const stage of leftOut)
  console.error(
    `Left out the stage "${stage}", which keeps data: set TF_CLOUD_ORGANIZATION, or DIALPLANE_STATE_BUCKET and DIALPLANE_STATE_REGION`,
  );
