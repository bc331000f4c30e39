import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import { except } from './except';
import { physicalName } from './names';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/** The name of a key attribute and its type: string, number or binary. */
export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

/** A global secondary index. It contains only the items that have its key attributes, so it can be small. */
export type TableIndex = {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  /** @default none */
  readonly sortKey?: KeyAttribute;
};

export type DynamoTableProps = {
  readonly partitionKey: KeyAttribute;
  /** @default none: one item for each partition key */
  readonly sortKey?: KeyAttribute;
  /** Global secondary indexes. Each contains complete items. @default none */
  readonly indexes?: readonly TableIndex[];
  /** The attribute with the time, in epoch seconds, after which DynamoDB deletes an item. Deletion may take days. @default none */
  readonly expiresAt?: string;
  /** Whether AWS refuses to delete the table, and Terraform to plan it. Use `false` only where the data may be lost. */
  readonly deletionProtection: boolean;
};

// One name for each API call. `list` is a scan, which reads the entire table. Use it only where operators list everything
// page by page, never while a caller waits.
const actions = {
  get: 'dynamodb:GetItem',
  list: 'dynamodb:Scan',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
} as const;

/** What an app can do with a table. A transaction needs the names of its parts, and no permission of its own. */
export type TableNeed = keyof typeof actions;

/** A DynamoDB table that is billed by request, encrypted, and restorable to any second of the last 35 days. */
export class DynamoTable extends Construct implements Usable<TableNeed> {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly table: DynamodbTable;
  private readonly indexes: readonly TableIndex[];

  constructor(scope: Construct, id: string, props: DynamoTableProps) {
    super(scope, id);
    const { partitionKey, sortKey, indexes = [], expiresAt, deletionProtection } = props;
    this.indexes = indexes;

    this.table = new DynamodbTable(this, 'table', {
      name: physicalName(this, id, 255),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey.name,
      attribute: [...keyAttributes([{ partitionKey, ...(sortKey && { sortKey }) }, ...indexes])],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: deletionProtection,
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
      ...(sortKey && { rangeKey: sortKey.name }),
      ...(indexes.length > 0 && { globalSecondaryIndex: indexes.map(secondaryIndex) }),
      ...(expiresAt && { ttl: { attributeName: expiresAt, enabled: true } }),
    });
    except(
      this.table,
      'CKV_AWS_119',
      'DynamoDB encrypts with a key of AWS. An app encrypts what the account must not read, with an EncryptionKey.',
    );
  }

  allowancesFor(needs: readonly [TableNeed, ...TableNeed[]]): readonly Allowance[] {
    const [first, ...others] = needs;
    return [
      {
        actions: [actions[first], ...others.map((need) => actions[need])],
        resources: [this.table.arn, ...(needs.includes('query') ? this.indexArns() : [])],
      },
    ];
  }

  private indexArns(): readonly string[] {
    return this.indexes.map(({ name }) => `${this.table.arn}/index/${name}`);
  }
}

type Keys = Pick<TableIndex, 'partitionKey' | 'sortKey'>;

// DynamoDB wants each key attribute once, even if several indexes use it.
const keyAttributes = (all: readonly Keys[]): Iterable<KeyAttribute> =>
  new Map(
    all
      .flatMap(({ partitionKey, sortKey }) => [partitionKey, ...(sortKey ? [sortKey] : [])])
      .map((key) => [key.name, key]),
  ).values();

const secondaryIndex = ({ name, partitionKey, sortKey }: TableIndex) => ({
  name,
  hashKey: partitionKey.name,
  projectionType: 'ALL',
  ...(sortKey && { rangeKey: sortKey.name }),
});
