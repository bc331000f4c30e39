import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { addEveryStack } from './every-stack';

// cdktf captures a stack trace for every reference, for an error message that these stacks never cause. Without that,
// synthesis takes a fifth less time. Errors keep their stack traces.
Error.captureStackTrace = () => undefined;

// cdktf's validation of a cloud backend runs `terraform version`, so it fails on a machine without Terraform.
// `npm run terraform:check` validates more, and reports when it cannot.
const app = new App({ skipValidation: true });
const leftOut = addEveryStack(app, process.env);
app.synth();
for (const stack of app.node.children.filter((child) => TerraformStack.isStack(child)))
  copyFileSync(
    'stacks/.terraform.lock.hcl',
    join(app.outdir, 'stacks', stack.node.id, '.terraform.lock.hcl'),
  );
for (const stage of leftOut)
  console.error(
    `Left out the stage "${stage}", which keeps data: set TF_CLOUD_ORGANIZATION, or DIALPLANE_STATE_BUCKET and DIALPLANE_STATE_REGION`,
  );
