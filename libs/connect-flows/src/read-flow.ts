import { describeIssues, fail, type Issue, ok, type Result } from '@dialplane/basics';
import { checkFlow, mostCharacters } from './check-flow';
import type { FlowDocument } from './flow-document';

/** A flow that was read, and what it contains that is not known here. */
export type ReadFlow = { readonly flow: FlowDocument; readonly notKnown: readonly Issue[] };

/**
 * Reads a flow document, whether it is ours or was exported from the console. Everything that the service would refuse is
 * in the error. Unknown block types and parameters are no error: they are reported beside the flow.
 */
export const readFlow = (content: string): Result<ReadFlow, string> => {
  if (content.length > mostCharacters)
    return refused(`expected at most ${mostCharacters} characters, and it has ${content.length}`);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return refused(`expected JSON: ${(error as Error).message}`);
  }
  if (isObject(value) && Array.isArray(value.modules) && value.version !== undefined)
    return refused(
      "expected the flow language, version 2019-10-30, and this is the old console's export format. Import it in the console and export it again",
    );
  const shape = shapeIssues(value);
  if (shape.length > 0) return refused(describeIssues(shape));
  const flow = value as FlowDocument;
  const { issues, notKnown } = checkFlow(flow);
  return issues.length > 0 ? refused(describeIssues(issues)) : ok({ flow, notKnown });
};

const refused = (why: string) => fail(`Cannot read the flow: ${why}`);

/** What keeps a value from having the form of a flow document at all. */
const shapeIssues = (value: unknown): readonly Issue[] => {
  if (!isObject(value)) return [{ path: '', message: 'expected an object' }];
  const issues = [
    ...(typeof value.Version === 'string' ? [] : [{ path: 'Version', message: 'must be text' }]),
    ...(typeof value.StartAction === 'string' ? [] : [{ path: 'StartAction', message: 'must be text' }]),
  ];
  if (!Array.isArray(value.Actions)) return [...issues, { path: 'Actions', message: 'must be a list' }];
  return [...issues, ...value.Actions.flatMap((action, at) => actionIssues(action, `Actions.${at}`))];
};

const actionIssues = (action: unknown, path: string): readonly Issue[] => {
  if (!isObject(action)) return [{ path, message: 'must be an object' }];
  const { Transitions: transitions } = action;
  return [
    ...['Identifier', 'Type']
      .filter((name) => typeof action[name] !== 'string')
      .map((name) => ({ path: `${path}.${name}`, message: 'must be text' })),
    ...['Parameters', 'Transitions']
      .filter((name) => !isObject(action[name]))
      .map((name) => ({ path: `${path}.${name}`, message: 'must be an object' })),
    ...(isObject(transitions) ? branchesIssues(transitions, `${path}.Transitions`) : []),
  ];
};

const branchesIssues = (transitions: Values, path: string): readonly Issue[] => [
  ...(transitions.NextAction === undefined || typeof transitions.NextAction === 'string'
    ? []
    : [{ path: `${path}.NextAction`, message: 'must be text' }]),
  ...(isListOf(transitions.Errors, (it) => typeof it.ErrorType === 'string')
    ? []
    : [{ path: `${path}.Errors`, message: 'must be a list of ErrorType and NextAction' }]),
  ...(isListOf(transitions.Conditions, ({ Condition: it }) => isObject(it) && isTextList(it.Operands))
    ? []
    : [{ path: `${path}.Conditions`, message: 'must be a list of Condition and NextAction' }]),
];

type Values = Readonly<Record<string, unknown>>;

const isListOf = (value: unknown, isItem: (item: Values) => boolean): boolean =>
  value === undefined ||
  (Array.isArray(value) &&
    value.every((item) => isObject(item) && typeof item.NextAction === 'string' && isItem(item)));

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
