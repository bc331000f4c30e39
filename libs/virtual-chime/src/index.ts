export { ConnectionLost, type HttpHandler, inProcess } from '@dialplane/virtual-aws';
export type { ErrorName } from './chime-error';
export { chimeVoice } from './chime-service';
export type { HostRoute, NumberRoute, OriginationRoute } from './number-route';
export type { RouteTarget } from './route-target';
export type { ProductType } from './product-type';
export type { SavedChime } from './saved-chime';
export type { CallRequest, Calls, ChimeDelays, ChimeQuotas } from './service';
export type { StartNumber } from './start-numbers';
export {
  type ChimeFault,
  type ChimeFaults,
  virtualChime,
  type VirtualChime,
  type VirtualChimeOptions,
} from './virtual-chime';
