export * from './api-under-test';
export { dnisOpenapi } from '../src/openapi';
