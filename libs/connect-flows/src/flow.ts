import { describeIssues } from '@dialplane/basics';
import type { Block } from './blocks';
import { checkFlow, targetsOf } from './check-flow';
import { type FlowDocument, flowVersion } from './flow-document';

/**
 * Builds a flow document from blocks by their identifiers. The first block is where the flow starts.
 *
 * @throws one error with everything that is wrong: blocks that do not exist or cannot be reached, parameters, limits
 */
export const flow = (blocks: Readonly<Record<string, Block>>): FlowDocument => {
  const Actions = Object.entries(blocks).map(([Identifier, block]) => ({ Identifier, ...block }));
  const document: FlowDocument = {
    Version: flowVersion,
    StartAction: Actions[0]?.Identifier ?? '',
    Metadata: {},
    Actions,
  };
  const { issues, notKnown } = checkFlow(document);
  const all = [...issues, ...notKnown, ...unreachable(document)];
  if (all.length > 0) throw new Error(`Cannot build the flow: ${describeIssues(all)}`);
  return document;
};

const unreachable = ({ StartAction, Actions }: FlowDocument) => {
  const reached = new Set<string>();
  const visit = (identifier: string): void => {
    if (reached.has(identifier)) return;
    reached.add(identifier);
    const action = Actions.find((it) => it.Identifier === identifier);
    if (action) targetsOf(action.Transitions).forEach(visit);
  };
  visit(StartAction);
  return Actions.filter(({ Identifier }) => !reached.has(Identifier)).map(({ Identifier }) => ({
    path: Identifier,
    message: 'must be reachable from the first block',
  }));
};
