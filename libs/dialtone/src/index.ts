export type * from './extension';
export { parseSipAddress, type SipAddress } from './sip-address';
