export * from './api-under-test';
