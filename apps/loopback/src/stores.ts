import { DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import {
  dynamoReservations,
  memoryReservations,
  type ReservationStore,
  reservationsTable,
} from '@dialplane/dnis-pool';
import { createTable, startDynamoDbLocal, tableById } from '@dialplane/dynamodb-local';
import { dynamoForwards, type ForwardStore, memoryForwards } from '@dialplane/forwarding';
import {
  type ChangeLog,
  dynamoChanges,
  dynamoOperations,
  memoryChanges,
  memoryOperations,
  type OperationStore,
  type TableSchema,
  tableSchemas,
} from '@dialplane/forwarding-control';

/** The stores of loopback. */
export type Stores = {
  readonly forwards: ForwardStore;
  readonly operations: OperationStore;
  readonly changes: ChangeLog;
  /** Reservations of DNIS pool numbers. */
  readonly reservations: ReservationStore;
};

/** Stores in memory: their data is lost when the process ends. */
export const memoryStores = (): Stores => ({
  forwards: memoryForwards(),
  operations: memoryOperations(),
  changes: memoryChanges(),
  reservations: memoryReservations(),
});

/** Open stores, and a description of where they keep their data. */
export type OpenStores = Stores & {
  readonly where: string;
  /** Whether their data outlives the process. */
  readonly lasting: boolean;
  readonly stop: () => Promise<void>;
};

/** Opens stores in the real DynamoDB Local, with its data in `folder`; in memory if DynamoDB Local cannot run. */
export const openStores = async (folder: string): Promise<OpenStores> => {
  const started = await startDynamoDbLocal({ folder }).catch(cannotOpen(folder));
  if ('missing' in started) {
    return {
      ...memoryStores(),
      where: `in memory, lost when loopback stops. To keep them in DynamoDB Local: ${started.missing}`,
      lasting: false,
      stop: async () => undefined,
    };
  }
  const db = new DynamoDBClient({
    endpoint: started.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'loopback', secretAccessKey: 'loopback' },
  });
  try {
    for (const [name, form] of Object.entries(tables)) await keepOrCreateTable(db, name, form);
  } catch (error) {
    await started.stop();
    return cannotOpen(folder)(error);
  }
  return {
    forwards: dynamoForwards(db, 'forwards'),
    operations: dynamoOperations(db, 'operations'),
    changes: dynamoChanges(db, 'changes'),
    reservations: dynamoReservations(db, 'reservations'),
    where: `in DynamoDB Local ${started.version} (${started.endpoint}), data in ${folder}
             It listens on all network interfaces: on a shared network, close this port with a firewall.`,
    lasting: true,
    stop: async () => {
      db.destroy();
      await started.stop();
    },
  };
};

/** DynamoDB Local starts on damaged files, and then fails every request. */
const cannotOpen =
  (folder: string) =>
  (error: unknown): never => {
    throw new Error(
      `Cannot open the forwards in "${folder}": DynamoDB Local cannot use it. If its files are damaged, remove the folder`,
      { cause: error },
    );
  };

/** The same tables as the stack creates: see `stacks/forwarding-tables.ts`. */
const tables: Readonly<Record<string, TableSchema>> = {
  forwards: tableById('number'),
  ...tableSchemas,
  reservations: reservationsTable,
};

const keepOrCreateTable = async (db: DynamoDBClient, TableName: string, form: TableSchema): Promise<void> => {
  try {
    await createTable(db, TableName, form);
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error; // created by an earlier start
  }
};
