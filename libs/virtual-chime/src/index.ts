export { ConnectionLost, type Fault, type Faults } from './fault';
export type { ErrorName } from './http/chime-error';
export { type HttpHandler, inProcess } from './chime-in-process';
export type { NumberRoute, OriginationRoute, RouteTarget } from './number-route';
export type { ProductType } from './product-type';
export type { SavedChime } from './saved-chime';
export type { CallRequest, Calls, Delays, Quotas } from './service';
export type { StartNumber } from './start-numbers';
export { virtualChime, type VirtualChime, type VirtualChimeOptions } from './virtual-chime';
