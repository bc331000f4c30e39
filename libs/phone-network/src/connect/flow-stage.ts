import type { FlowAction } from '@dialplane/connect-flows';
import type { LineEnd, Line } from '../line';
import type { DeliveryPlan } from '../invoke';
import type { OutgoingCall } from '../outgoing-call';
import type { Cancel, NetworkTime } from '../time';
import type { ConnectContact } from './connect-contact';
import type { SimulatedConnectInstance } from './connect-instance';

/** How a block ended. */
export type BlockOutcome =
  | { readonly kind: 'next' }
  /** An error branch. If the block has none of this type, NoMatchingError is taken. */
  | { readonly kind: 'error'; readonly type: string }
  /** A value that the block's conditions are compared with. */
  | { readonly kind: 'value'; readonly value: string };

/** What a block may do to its contact. */
export type FlowStage = {
  readonly time: NetworkTime;
  readonly contact: ConnectContact;
  readonly instance: SimulatedConnectInstance;
  readonly deliveryPlan: DeliveryPlan;
  /** The block, with the references in its parameters filled in. */
  readonly action: FlowAction;
  /** Writes a line of the transcript, from Connect to a party or back. */
  readonly tell: (to: string, what: string) => void;
  readonly hear: (from: string, what: string) => void;
  readonly failed: (error: unknown) => void;
  /** Reads a prompt to the caller. @returns how long that takes, in milliseconds */
  readonly play: () => number;
  /** What `$.External` is from now on. */
  readonly setExternal: (answer: Readonly<Record<string, unknown>>) => void;
  readonly setStoredInput: (digits: string) => void;
  /** Passes each key of the caller to `key` while the block runs. */
  readonly takeKeys: (key: (digit: string) => void) => void;
  /** Presses a key towards the caller. */
  readonly press: (digit: string) => void;
  readonly dial: (request: OutgoingCall, end: LineEnd) => Line;
  /** Stops with the block, or when the contact ends. */
  readonly untilOver: (stop: Cancel) => void;
  readonly enterQueue: () => 'entered' | 'at-capacity';
  readonly enterFlow: (id: string) => boolean;
  readonly enterModule: (id: string) => boolean;
  readonly leaveModule: () => void;
  readonly endContact: () => void;
  readonly done: (outcome: BlockOutcome) => void;
};
