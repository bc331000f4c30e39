export * from './dynamo-condition';
export * from './dynamo-version';
export * from './dynamo-patience';
