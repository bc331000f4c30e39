import type { ForwardStore } from '@dialplane/forwarding';
import type { Clock } from '@dialplane/basics';
import type { ChimeApplication, Inventory, NumberProvider } from '@dialplane/number-routing';
import type { ChangeLog } from './change';
import type { OperationStore } from './operation-store';

/** Everything that controlling forwards needs from outside. */
export type ControlPlane = {
  readonly forwards: ForwardStore;
  readonly operations: OperationStore;
  readonly changes: ChangeLog;
  readonly provider: NumberProvider;
  readonly inventory: Inventory;
  /** The SIP media application that answers calls to forwarded numbers. */
  readonly application: ChimeApplication;
  /** The Voice Connector for a number whose origin is not known. @default the client must name a destination */
  readonly homeConnectorId?: string;
  readonly now: Clock;
  /** About eight characters, unique. */
  readonly newId: () => string;
};
