import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describeOnDynamoDbLocal } from '@dialplane/dynamodb-local';
import type { EpochSeconds } from '@dialplane/basics';
import { answerStoreContract } from './answer-store.contract';
import { dynamoAnswers } from './dynamo-answers';

describeOnDynamoDbLocal('answers in DynamoDB', (db) => {
  const TableName = 'answers';
  beforeAll(async () => {
    await db().send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'event', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'event', AttributeType: 'S' }],
      }),
    );
  });

  answerStoreContract('dynamoAnswers', async () => dynamoAnswers(db(), TableName), 15);

  it('marks an answer for deletion ten minutes later', async () => {
    const store = dynamoAnswers(db(), TableName);
    const run = { event: { transactionId: 't-1', sequence: 7 }, by: 'ann' };
    await store.claim(run, 100 as EpochSeconds, 104 as EpochSeconds);
    await store.keep(
      run,
      { SchemaVersion: '1.0', Actions: [], TransactionAttributes: {} },
      101 as EpochSeconds,
    );

    const { Item } = await db().send(new GetItemCommand({ TableName, Key: { event: { S: 't-1#7' } } }));
    expect(Item?.['forgetAt']).toEqual({ N: '701' });
  });

  it('throws when the table is not there: an outage is never taken for another run', async () => {
    const store = dynamoAnswers(db(), 'no-such-table');
    const run = { event: { transactionId: 't-1', sequence: 1 }, by: 'ann' };

    await expect(store.claim(run, 0 as EpochSeconds, 4 as EpochSeconds)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
