import type { AgentBehaviour, ConnectQueue, FlowWatch, Handler } from '@dialplane/phone-network';

/** What surrounds an instance: code that is invoked, and people who answer. */
export type InstanceSurroundings = {
  /** The handler behind a function's ARN. It is used only if the function is associated with the instance. */
  readonly handlerOf: (functionArn: string) => Handler | undefined;
  /** What the agents of a queue do with a contact. @default no agent is available */
  readonly agentOf?: (queue: ConnectQueue) => AgentBehaviour | undefined;
  readonly watch?: FlowWatch;
};
