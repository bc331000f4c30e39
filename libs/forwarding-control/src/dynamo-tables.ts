import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** The schema of a table: everything that CreateTable needs besides its name. */
export type TableSchema = Pick<
  CreateTableCommandInput,
  'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes'
>;

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const;
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' }) as const;

/**
 * The tables of the stores here, for DynamoDB Local. In AWS the stack creates them: see `stacks/forwarding-tables.ts`.
 */
export const tableSchemas = {
  operations: {
    AttributeDefinitions: [
      text('number'),
      text('unfinished'),
      { AttributeName: 'nextAt', AttributeType: 'N' },
    ],
    KeySchema: [hash('number')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'unfinished',
        KeySchema: [hash('unfinished'), range('nextAt')],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  changes: {
    AttributeDefinitions: [text('number'), text('at')],
    KeySchema: [hash('number'), range('at')],
  },
} satisfies Readonly<Record<string, TableSchema>>;
