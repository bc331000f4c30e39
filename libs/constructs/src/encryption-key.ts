import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';
import type { Allowance } from './policy';
import type { Usable } from './usable';

// `seal` makes a data key and encrypts with it; `open` decrypts a data key.
const actions = { seal: 'kms:GenerateDataKey', open: 'kms:Decrypt' } as const;

/** What an app may want of a key. */
export type KeyNeed = keyof typeof actions;

export type EncryptionKeyProps = {
  /** What it encrypts, for whoever finds it in the console. */
  readonly description: string;
  /** How long after its deletion AWS keeps it, from 7 to 30 days. @default 30 */
  readonly deletionDays?: number;
};

/** A KMS key that AWS rotates each year. Who may use it is said by the roles of the account, not by the key. */
export class EncryptionKey extends Construct implements Usable<KeyNeed> {
  /** The way out, for what this construct has no word for. */
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, { description, deletionDays = 30 }: EncryptionKeyProps) {
    super(scope, id);
    this.key = new KmsKey(this, 'key', {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: deletionDays,
    });
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
