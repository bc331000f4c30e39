import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/**
 * A secret in AWS Secrets Manager without a value: a person puts the value in, so it is in no state and no repository.
 */
export class WebhookSecret extends Construct implements Usable<'read'> {
  /** The way out, for what this construct has no word for. */
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
      // A name stays taken while AWS keeps a deleted secret: a stage that comes and goes keeps none.
      recoveryWindowInDays: keepsData ? 30 : 0,
    });
  }

  allowancesFor(): readonly Allowance[] {
    return [{ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.arn] }];
  }
}
