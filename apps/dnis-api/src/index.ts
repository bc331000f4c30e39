export type { PoolClient, IdentifiesClient } from './client';
export { dnisApi, type DnisApi } from './dnis-api';
export { type DirectAnswer, type DirectRequest, dnisApiHandler } from './dnis-api-handler';
