import { DynamoTable, EncryptionKey } from '@dialplane/constructs';
import type { Construct } from 'constructs';

/** Adds the table of reservations, and the key that encrypts contexts. */
export const rollingDnisData = (stack: Construct, keepsData: boolean) => ({
  reservations: new DynamoTable(stack, 'reservations', {
    partitionKey: { name: 'pk', type: 'S' },
    sortKey: { name: 'sk', type: 'S' },
    expiresAt: 'ttl',
    deletionProtection: keepsData,
  }),
  contextKey: new EncryptionKey(stack, 'context-key', {
    description: 'Encrypts the context of customers while their calls are transferred',
    deletionDays: keepsData ? 30 : 7,
    deletionProtection: keepsData,
  }),
});

export type RollingDnisData = ReturnType<typeof rollingDnisData>;
