import { DynamoTable } from '@dialplane/constructs';
import type { Construct } from 'constructs';

/** What call forwarding remembers. */
export type ForwardingTables = {
  /** Where calls to each number go. */
  readonly forwards: DynamoTable;
  /** The change of each number that is under way, or was the last. */
  readonly operations: DynamoTable;
  /** Who changed what, and what came of it. */
  readonly changes: DynamoTable;
  /** Numbers that Terraform asked for. */
  readonly provisioned: DynamoTable;
};

/** Adds the tables to a stack. */
export const forwardingTables = (stack: Construct, keepsData: boolean): ForwardingTables => {
  const number = { name: 'number', type: 'S' } as const;
  const deletionProtection = keepsData;
  return {
    forwards: new DynamoTable(stack, 'forwards', { partitionKey: number, deletionProtection }),
    operations: new DynamoTable(stack, 'operations', {
      partitionKey: number,
      // Only operations that somebody must go on with have the attribute, so the sweep reads no others.
      indexes: [
        {
          name: 'unfinished',
          partitionKey: { name: 'unfinished', type: 'S' },
          sortKey: { name: 'nextAt', type: 'N' },
        },
      ],
      deletionProtection,
    }),
    changes: new DynamoTable(stack, 'changes', {
      partitionKey: number,
      sortKey: { name: 'at', type: 'S' },
      deletionProtection,
    }),
    provisioned: new DynamoTable(stack, 'provisioned', {
      partitionKey: { name: 'id', type: 'S' },
      deletionProtection,
    }),
  };
};
