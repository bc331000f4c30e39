import { DynamoTable } from '@dialplane/constructs';
import type { Construct } from 'constructs';

/** The tables of call forwarding. */
export type ForwardingTables = {
  /** The forward of each number. */
  readonly forwards: DynamoTable;
  /** The current or last operation of each number. */
  readonly operations: DynamoTable;
  /** The audit trail: who changed what, and the result. */
  readonly changes: DynamoTable;
  /** What Terraform created through chime-provisioner. */
  readonly provisioned: DynamoTable;
};

/** Adds the tables. */
export const forwardingTables = (stack: Construct, keepsData: boolean): ForwardingTables => {
  const number = { name: 'number', type: 'S' } as const;
  const deletionProtection = keepsData;
  return {
    forwards: new DynamoTable(stack, 'forwards', { partitionKey: number, deletionProtection }),
    operations: new DynamoTable(stack, 'operations', {
      partitionKey: number,
      // Only unfinished operations have this attribute, so the sweep reads no others.
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
