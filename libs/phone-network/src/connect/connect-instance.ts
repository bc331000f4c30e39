import type { FlowAction, FlowDocument } from '@dialplane/connect-flows';
import type { Handler } from '../invoke';
import type { ConnectContact } from './connect-contact';
import type { ConnectQueue } from './connect-queue';
import type { Values } from './references';

/** An Amazon Connect instance, as a call sees it. */
export type SimulatedConnectInstance = {
  readonly arn: string;
  readonly region: string;
  /** A flow by its id or ARN, for TransferToFlow. */
  readonly flow: (id: string) => FlowDocument | undefined;
  /** A flow module by its id or ARN. */
  readonly flowModule: (id: string) => FlowDocument | undefined;
  /** The handler of a Lambda function. undefined: the function is not associated with the instance. */
  readonly functionBehind: (arn: string) => Handler | undefined;
  /** Whether hours of operation are open now. undefined: the instance has no such hours. */
  readonly isOpen: (hoursId: string) => boolean | undefined;
  readonly queue: (id: string) => ConnectQueue | undefined;
  /** What the agents of a queue do with a contact. undefined: no agent is available, and the contact waits. */
  readonly agentOf?: (queue: ConnectQueue) => AgentBehaviour | undefined;
  /** Called when a contact starts, changes and ends. The contact is the same object each time. */
  readonly contactChanged?: (contact: ConnectContact) => void;
  readonly watch?: FlowWatch;
};

/** Seconds count from the moment when the contact enters the queue, and from the agent's answer. */
export type AgentBehaviour = {
  readonly answersAfterSeconds: number;
  /** @default stays until the caller hangs up */
  readonly hangsUpAfterSeconds?: number;
};

/** Follows a flow while it runs, for tests of flows. `values` are what references are looked up in. */
export type FlowWatch = {
  /** A block starts. References in its parameters are filled in. */
  readonly started?: (action: FlowAction, contact: ConnectContact, values: Values) => void;
  /** The caller hears a text. */
  readonly said?: (text: string, contact: ConnectContact, values: Values) => void;
};
