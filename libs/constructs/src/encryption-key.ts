import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { except } from './except';
import { physicalName } from './names';
import type { Allowance } from './policy';
import type { Usable } from './usable';

// `seal` creates a data key for encryption; `open` decrypts a data key.
const actions = { seal: 'kms:GenerateDataKey', open: 'kms:Decrypt' } as const;

/** What an app can do with a key. */
export type KeyNeed = keyof typeof actions;

export type EncryptionKeyProps = {
  /** What it encrypts. People see this in the AWS console. */
  readonly description: string;
  /** Days from its deletion until AWS destroys it, from 7 to 30. @default 30 */
  readonly deletionDays?: number;
  /** Whether Terraform refuses to delete it. Without it, nothing that it encrypted can be read. @default false */
  readonly deletionProtection?: boolean;
};

/** A KMS key that AWS rotates each year. Roles of the account grant its use; the key policy names no role. */
export class EncryptionKey extends Construct implements Usable<KeyNeed> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly key: KmsKey;

  constructor(
    scope: Construct,
    id: string,
    { description, deletionDays = 30, deletionProtection }: EncryptionKeyProps,
  ) {
    super(scope, id);
    this.key = new KmsKey(this, 'key', {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: deletionDays,
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
    });
    except(this.key, 'CKV2_AWS_64', 'The default policy of AWS lets the IAM policies of the account decide.');
    new KmsAlias(this, 'alias', {
      name: `alias/${physicalName(this, id, 250)}`,
      targetKeyId: this.key.keyId,
    });
  }

  allowancesFor(needs: readonly [KeyNeed, ...KeyNeed[]]): readonly Allowance[] {
    const [first, ...others] = needs;
    return [{ actions: [actions[first], ...others.map((need) => actions[need])], resources: [this.key.arn] }];
  }
}
