export { startDynamoDbLocal, type DynamoDbLocal, type DynamoDbLocalOptions } from './start-dynamodb-local';
export { describeOnDynamoDbLocal } from './dynamo-tests';
export { createTable, tableById } from './dynamo-table';
