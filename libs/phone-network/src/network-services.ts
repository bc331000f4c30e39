import type { RecordStore } from './call-records';
import type { DeliveryPlan } from './invoke';
import type { Dial } from './outgoing-call';
import type { NetworkTime } from './time';
import type { Transcript } from './transcript';

/** What the network provides to its calls. */
export type NetworkServices = {
  readonly time: NetworkTime;
  readonly transcript: Transcript;
  readonly records: RecordStore;
  /** How the next event for a Lambda is delivered. */
  readonly deliveryPlanFor: (eventType: string) => DeliveryPlan;
  /** Whether a waiting event is overtaken by the next one. */
  readonly overtakes: () => boolean;
  /** Called with each error that a handler throws. */
  readonly failed: (error: unknown, transactionId: string) => void;
  readonly newId: (kind: 'transaction' | 'call') => string;
  readonly isOwned: (number: string) => boolean;
  readonly dial: Dial;
};
