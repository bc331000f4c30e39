export type { CallLedger, EndedCall } from './call-ledger';
export type { Caps } from './caps';
export {
  type CallTarget,
  type CountedCall,
  decideDial,
  type DialDecision,
  type UrgentCall,
} from './decide-dial';
export {
  type Destination,
  type Dialtone,
  extensionsAt,
  messageFor,
  dialtonePolicyOf,
  type Prices,
  sipUriOf,
} from './dialtone';
export { type CountedKind, type DialtonePolicy } from './dialtone-policy';
export type { UsedCaps } from './ledger';
export { readDialtoneFile } from './dialtone-file';
export { dynamoCallLedger } from './dynamo-call-ledger';
export type { Extension } from './extension';
export { type GuardedLedger, guardedLedger, type GuardOptions, type LedgerPorts } from './guarded-ledger';
export { identify, type Identity, likelyExtension } from './identify';
export { memoryCallLedger } from './memory-call-ledger';
export { parseDialtone } from './parse-dialtone';
export { readDialled } from './read-dialled';
export { type Refusal, type SpokenReason } from './refusal';
export { parseSipAddress } from './sip-address';
export { worstLossPerDay } from './worst-loss';
