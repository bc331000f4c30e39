import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';
import type { Allowance } from './policy';
import type { Usable } from './usable';

/** The name of a key attribute and its type: text, a number or bytes. */
export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

/** Another order to find items by. Only items that have both of its attributes are in it, so it can stay small. */
export type TableIndex = {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  /** @default none */
  readonly sortKey?: KeyAttribute;
};

export type DynamoTableProps = {
  readonly partitionKey: KeyAttribute;
  /** @default none: one item a partition key */
  readonly sortKey?: KeyAttribute;
  /** Global secondary indexes, each with whole items in it. @default none */
  readonly indexes?: readonly TableIndex[];
  /** The attribute, in epoch seconds, after which DynamoDB may delete an item, some time. @default none */
  readonly expiresAt?: string;
  /** Whether AWS refuses to delete the table. Only a stage whose data nobody misses says `false`. */
  readonly deletionProtection: boolean;
};

// One word for one API call. `list` is a scan. It is for control paths that show everything, page by page: it reads the
// whole table, so nothing that a caller waits for may need it.
const actions = {
  get: 'dynamodb:GetItem',
  list: 'dynamodb:Scan',
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
      ...(sortKey && { rangeKey: sortKey.name }),
      ...(indexes.length > 0 && { globalSecondaryIndex: indexes.map(secondaryIndex) }),
      ...(expiresAt && { ttl: { attributeName: expiresAt, enabled: true } }),
    });
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

// DynamoDB wants each attribute that is a key of anything, once.
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
