export { forwardingApi, type ForwardingApi } from './forwarding-api';
export { openapi } from './openapi';
export type { Operator, SignedInOperator, IdentifiesOperator } from './operator';
