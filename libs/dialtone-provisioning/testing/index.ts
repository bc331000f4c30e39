export * from './environment-under-test';
export * from './releases-in-memory';
