export * from './dynamo-condition';
