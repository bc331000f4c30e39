import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** What DynamoDB has to be told of a table besides its name. */
export type TableForm = Pick<
  CreateTableCommandInput,
  'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes'
>;

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const;
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' }) as const;

/**
 * The tables of the stores here, for DynamoDB Local. In AWS the stack makes them: see `stacks/forwarding-tables.ts`.
 */
export const tableForms = {
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
} satisfies Readonly<Record<string, TableForm>>;
