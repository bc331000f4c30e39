import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/** The name of a key attribute and its type: text, a number or bytes. */
export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

export type DynamoTableProps = {
  readonly partitionKey: KeyAttribute;
  /** @default none: one item a partition key */
  readonly sortKey?: KeyAttribute;
  /** The attribute, in epoch seconds, after which DynamoDB may delete an item, some time. @default none */
  readonly expiresAt?: string;
  /** Whether AWS refuses to delete the table. Only a stage whose data nobody misses says `false`. */
  readonly deletionProtection: boolean;
};

// One word for one API call. There is no word for a scan: nothing here may need one.
const actions = {
  get: 'dynamodb:GetItem',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
} as const;

/** What an app may want of a table. A transaction needs the words for what it does, and nothing for itself. */
export type TableNeed = keyof typeof actions;

/** A DynamoDB table: paid by request, encrypted, and restorable to any second of the last 35 days. */
export class DynamoTable extends Construct implements Usable<TableNeed> {
  /** The way out, for what this construct has no word for. */
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: DynamoTableProps) {
    super(scope, id);
    const { partitionKey, sortKey, expiresAt, deletionProtection } = props;

    this.table = new DynamodbTable(this, 'table', {
      name: physicalName(this, id, 255),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey.name,
      attribute: sortKey ? [partitionKey, sortKey] : [partitionKey],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: deletionProtection,
      ...(sortKey && { rangeKey: sortKey.name }),
      ...(expiresAt && { ttl: { attributeName: expiresAt, enabled: true } }),
    });
  }

  allowanceFor(needs: readonly [TableNeed, ...TableNeed[]]): Allowance {
    const [first, ...others] = needs;
    return {
      actions: [actions[first], ...others.map((need) => actions[need])],
      resources: [this.table.arn],
    };
  }
}
