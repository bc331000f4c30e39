export * from './environment-under-test';
