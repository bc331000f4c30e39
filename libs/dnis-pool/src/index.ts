export { addedOrWhyNot } from './added-or-why-not';
export { answerNames, checkContext, type Context, type LooseContext } from './context';
export type { Binding, ContextCipher } from './context-cipher';
export { dynamoLookUps } from './dynamo-look-up';
export { dynamoReservations, reservationsTable } from './dynamo-reservations';
export { kmsContextCipher } from './kms-context-cipher';
export { localContextCipher } from './local-context-cipher';
export { type MemoryPool, memoryPool } from './memory-pool';
export { memoryReservations } from './memory-reservations';
export { type NumberMode, parsePools, type Pool, poolDefaults } from './pool';
export {
  type TransferArrival,
  callerKeyOf,
  hasExpired,
  isWaiting,
  replaySeconds,
  type Reservation,
  type Slot,
  type SlotKey,
  type SlotState,
  stateOf,
  type UnknownReason,
} from './reservation';
export type {
  AddedNumber,
  CheckedOut,
  LookedUp,
  PoolNumber,
  ReservationStore,
  SweptPage,
  Wish,
} from './reservation-store';
export {
  checkOut,
  type CheckOutOutcome,
  type CheckOutRequest,
  type DnisLookUps,
  type DnisPools,
  lookUpContext,
  type LookUpOutcome,
  type LookUpRequest,
} from './dnis-pools';
export { readReservationReference, writeReservationReference } from './reservation-reference';
export { connectArrival, type NoArrival } from './connect-arrival';
export { readPassData } from './pass-data';
export { engset, erlangB, loadFor, numbersFor, type Retried, withRetries } from './erlang';
export { type Advice, adviseNumbers, type Goal, meanHold, type PoolTraffic } from './sizing';
export { type ImportedNumber, readSampleRow } from './sample-row';
