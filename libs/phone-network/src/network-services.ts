import type { RecordStore } from './call-records';
import type { DeliveryPlan } from './invoke';
import type { Dial } from './forwarding-phone';
import type { NetworkTime } from './time';
import type { Transcript } from './transcript';

/** A call to place: to a number on the telephone network, or to a user at a Voice Connector. */
export type OutgoingCall = {
  readonly from: string;
  readonly to: string;
  /** The Voice Connector's ARN, if the call goes to a SIP trunk. */
  readonly trunk?: string;
  readonly headers: Readonly<Record<string, string>>;
};

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
