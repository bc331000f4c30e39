export { forwardingApi, type ForwardingApi } from './forwarding-api';
export { forwardingOpenapi } from './openapi';
export type { Operator, SignedInOperator, IdentifiesOperator } from './operator';
