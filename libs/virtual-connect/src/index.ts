export { inProcess } from '@dialplane/virtual-aws';
export type { ConnectErrorName } from './connect-error';
export type { ConnectRoute } from './connect-route';
export type { InstanceSurroundings } from './instance-surroundings';
export type { NumberForSale, ConnectQuotas } from './connect-service';
export {
  type SavedConnect,
  virtualConnect,
  type VirtualConnect,
  type VirtualConnectOptions,
} from './virtual-connect';
