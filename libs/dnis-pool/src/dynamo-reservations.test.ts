import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import { reservationStoreContract } from '../testing';
import { dynamoReservations, reservationsTable } from './dynamo-reservations';

let tables = 0;

const emptyTable = (db: DynamoDBClient): Promise<string> =>
  createTable(db, `reservations-${(tables += 1)}`, reservationsTable);

describeOnDynamoDbLocal('in DynamoDB', (db) => {
  reservationStoreContract('dynamoReservations', async () =>
    dynamoReservations(db(), await emptyTable(db())),
  );
});
