import { App } from 'cdktf';
import { addEveryStack } from './every-stack';

// cdktf's validation of a cloud backend runs `terraform version`, so it fails on a machine without Terraform.
// `npm run terraform:check` validates more, and says aloud when it cannot.
const app = new App({ skipValidation: true });
addEveryStack(app, process.env);
app.synth();
