export * from './dynamo-condition';
export * from './dynamo-version';
export * from './dynamo-patience';
export * from './dynamo-write';
export * from './while-a-caller-waits';
