import type { RecordStore } from './call-records';
import type { DeliveryPlan } from './invoke';
import type { Dial } from './forwarding-phone';
import type { NetworkTime } from './time';
import type { Transcript } from './transcript';

/** Somebody to ring: a number on the telephone network, or a user behind a Voice Connector. */
export type OutgoingCall = {
  readonly from: string;
  readonly to: string;
  /** The Voice Connector's ARN, where the call goes to a SIP trunk. */
  readonly trunk?: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What the network is to a call in it. */
export type NetworkServices = {
  readonly time: NetworkTime;
  readonly transcript: Transcript;
  readonly records: RecordStore;
  /** What becomes of the next event sent to a Lambda. */
  readonly deliveryPlanFor: (eventType: string) => DeliveryPlan;
  /** Whether an event that waits is overtaken by the one behind it. */
  readonly overtakes: () => boolean;
  /** Told of each error that a handler throws. */
  readonly failed: (error: unknown, transactionId: string) => void;
  readonly newId: (kind: 'transaction' | 'call') => string;
  readonly isOwned: (number: string) => boolean;
  readonly dial: Dial;
};
