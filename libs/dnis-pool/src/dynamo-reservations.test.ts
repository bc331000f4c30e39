import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { reservationStoreContract } from '../testing';
import { dynamoReservations, reservationsTable } from './dynamo-reservations';

let tables = 0;

const emptyTable = async (db: DynamoDBClient): Promise<string> => {
  const TableName = `reservations-${(tables += 1)}`;
  await db.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...reservationsTable }));
  return TableName;
};

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  reservationStoreContract('dynamoReservations', async () =>
    dynamoReservations(db(), await emptyTable(db())),
  );
});
