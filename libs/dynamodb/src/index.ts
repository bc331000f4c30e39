export * from './dynamo-condition';
export * from './dynamo-version';
