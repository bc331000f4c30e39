import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { Construct } from 'constructs';
import { exceptFrom } from './except';
import { physicalName } from './names';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/**
 * A secret in AWS Secrets Manager without a value. A person sets the value, so no Terraform state and no repository has it.
 */
export class WebhookSecret extends Construct implements Usable<'read'> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly secret: SecretsmanagerSecret;

  constructor(
    scope: Construct,
    id: string,
    { description, keepsData }: { readonly description: string; readonly keepsData: boolean },
  ) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: physicalName(this, id, 512), // API reference, "CreateSecret"
      description,
      // While AWS keeps a deleted secret, its name cannot be used again. A temporary stage must be able to do so.
      recoveryWindowInDays: keepsData ? 30 : 0,
      ...(keepsData && { lifecycle: { preventDestroy: true } }),
    });
    exceptFrom(this.secret, {
      CKV_AWS_149: 'Secrets Manager encrypts it with a key of AWS. Only the account can read it.',
      CKV2_AWS_57: 'The provider issues the value, so AWS cannot rotate it. A person does: docs/runbook.md.',
    });
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.arn] }];
  }
}
