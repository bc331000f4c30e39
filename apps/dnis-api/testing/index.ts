export * from './api-under-test';
export { openapi } from '../src/openapi';
