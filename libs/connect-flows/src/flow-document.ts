/**
 * A flow in Amazon Connect's flow language, version 2019-10-30 (API reference, "Flow language"). Exported flows have the
 * same form, with positions of the editor in `Metadata`.
 */
export type FlowDocument = {
  readonly Version: '2019-10-30';
  /** The identifier of the first action. */
  readonly StartAction: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Actions: readonly FlowAction[];
};

/** One block of a flow. Numbers and booleans among its parameters are text, as the console exports them. */
export type FlowAction = {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Transitions: Transitions;
};

/** Where a contact goes from a block. Each target is the identifier of an action. */
export type Transitions = {
  readonly NextAction?: string;
  readonly Errors?: readonly { readonly ErrorType: string; readonly NextAction: string }[];
  readonly Conditions?: readonly FlowCondition[];
};

export type FlowCondition = {
  readonly NextAction: string;
  readonly Condition: { readonly Operator: string; readonly Operands: readonly string[] };
};

export const flowVersion = '2019-10-30';
