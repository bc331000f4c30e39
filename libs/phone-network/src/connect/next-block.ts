import type { FlowAction, FlowCondition } from '@dialplane/connect-flows';
import type { BlockOutcome } from './flow-stage';

/** Where a contact goes from a block that ended. undefined: nowhere, so that the contact ends. */
export const nextBlock = ({ Transitions }: FlowAction, outcome: BlockOutcome): string | undefined => {
  const { NextAction, Conditions = [] } = Transitions;
  switch (outcome.kind) {
    case 'next':
      return NextAction;
    case 'error':
      return errorBranch(Transitions, outcome.type);
    case 'value': {
      const met = Conditions.find(({ Condition }) => isMet(Condition, outcome.value));
      return met ? met.NextAction : errorBranch(Transitions, 'NoMatchingCondition');
    }
  }
};

const errorBranch = (
  { NextAction, Errors = [] }: FlowAction['Transitions'],
  type: string,
): string | undefined =>
  Errors.find(({ ErrorType }) => ErrorType === type)?.NextAction ??
  Errors.find(({ ErrorType }) => ErrorType === 'NoMatchingError')?.NextAction ??
  NextAction;

/** The operators of the flow language (Amazon Connect API reference, "Compare"). */
export const isMet = ({ Operator, Operands }: FlowCondition['Condition'], value: string): boolean => {
  const [operand = ''] = Operands;
  switch (Operator) {
    case 'Equals':
      return value.toLowerCase() === operand.toLowerCase();
    case 'TextStartsWith':
      return value.startsWith(operand);
    case 'TextEndsWith':
      return value.endsWith(operand);
    case 'TextContains':
      return value.includes(operand);
    case 'NumberGreaterThan':
      return Number(value) > Number(operand);
    case 'NumberGreaterOrEqualTo':
      return Number(value) >= Number(operand);
    case 'NumberLessThan':
      return Number(value) < Number(operand);
    case 'NumberLessOrEqualTo':
      return Number(value) <= Number(operand);
    default:
      return false;
  }
};
