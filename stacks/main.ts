import { App } from 'cdktf';
import { addEveryStack } from './every-stack';

// cdktf captures a stack trace for every reference, for an error message that these stacks never cause. Without that,
// synthesis takes a fifth less time. Errors keep their stack traces.
Error.captureStackTrace = () => undefined;

// cdktf's validation of a cloud backend runs `terraform version`, so it fails on a machine without Terraform.
// `npm run terraform:check` validates more, and reports when it cannot.
const app = new App({ skipValidation: true });
addEveryStack(app, process.env);
app.synth();
