/** A phone number and a flow of one Amazon Connect instance, by their ids. */
export type NumberAndFlow = {
  readonly instanceId: string;
  readonly phoneNumberId: string;
  readonly flowId: string;
};

/** Which flow answers calls to each number. */
export type NumberFlows = {
  /** The number in E.164. undefined: the account has no such number. */
  readonly numberOf: (phoneNumberId: string) => Promise<string | undefined>;
  /** The id of the flow that the number has. undefined: none. */
  readonly flowOf: (number: Omit<NumberAndFlow, 'flowId'>) => Promise<string | undefined>;
  readonly associate: (pair: NumberAndFlow) => Promise<void>;
  readonly disassociate: (number: Omit<NumberAndFlow, 'flowId'>) => Promise<void>;
};
