import type { ForwardStore } from '@dialplane/forwarding';
import type { Clock } from '@dialplane/basics';
import type { SipMediaApplication, Inventory, NumberProvider } from '@dialplane/number-routing';
import type { ChangeLog } from './change';
import type { OperationStore } from './operation-store';

/** Everything that controlling forwards touches. */
export type ControlPlane = {
  readonly forwards: ForwardStore;
  readonly operations: OperationStore;
  readonly changes: ChangeLog;
  readonly provider: NumberProvider;
  readonly inventory: Inventory;
  /** The SIP media application that answers for forwarded numbers. */
  readonly application: SipMediaApplication;
  /** The Voice Connector that a number goes to when nobody knows where it came from. @default the caller must say */
  readonly homeConnectorId?: string;
  readonly now: Clock;
  /** Eight or so characters that nobody else has. */
  readonly newId: () => string;
};
