import type { Issue } from '@dialplane/basics';
import { blockRule, type BlockRule } from './block-rules';
import { identifierProblem } from './check-identifier';
import { type FlowAction, type FlowDocument, flowVersion } from './flow-document';

/** What checking a flow found. */
export type FlowFindings = {
  /** What the service refuses. Paths start with an action's identifier. */
  readonly issues: readonly Issue[];
  /** Block types and parameters that are not known here. The service may know them. */
  readonly notKnown: readonly Issue[];
};

/** Quotas of a flow (Amazon Connect API reference, CreateContactFlow). */
export const mostActions = 250;
export const mostCharacters = 256_000;

/** Checks a flow document: its identifiers, its transitions, and each block's parameters and branches. */
export const checkFlow = (flow: FlowDocument): FlowFindings => {
  const identifiers = new Set(flow.Actions.map(({ Identifier }) => Identifier));
  const findings = flow.Actions.map((action) => checkAction(action, identifiers));
  return {
    issues: [...documentIssues(flow, identifiers), ...findings.flatMap(({ issues }) => issues)],
    notKnown: findings.flatMap(({ notKnown }) => notKnown),
  };
};

const documentIssues = (flow: FlowDocument, identifiers: ReadonlySet<string>): readonly Issue[] => {
  const characters = JSON.stringify(flow).length;
  const seen = new Set<string>();
  const repeated = flow.Actions.filter(({ Identifier }) => seen.size === seen.add(Identifier).size);
  return [
    ...(flow.Version === flowVersion ? [] : [{ path: 'Version', message: `must be "${flowVersion}"` }]),
    ...(identifiers.has(flow.StartAction)
      ? []
      : [{ path: 'StartAction', message: `must be one of the actions, not "${flow.StartAction}"` }]),
    ...(flow.Actions.length > mostActions
      ? [{ path: 'Actions', message: `must be at most ${mostActions}, not ${flow.Actions.length}` }]
      : []),
    ...(characters > mostCharacters
      ? [
          {
            path: '',
            message: `a flow must have at most ${mostCharacters} characters, and this has ${characters}`,
          },
        ]
      : []),
    ...repeated.map(({ Identifier }) => ({
      path: Identifier,
      message: 'must be the identifier of one action only',
    })),
  ];
};

const checkAction = (action: FlowAction, identifiers: ReadonlySet<string>): FlowFindings => {
  const { Identifier: path, Type } = action;
  const problem = identifierProblem(path);
  const rule = blockRule(Type);
  const general = [
    ...(problem === undefined ? [] : [{ path, message: problem }]),
    ...targetIssues(action, identifiers),
  ];
  if (!rule)
    return {
      issues: general,
      notKnown: [{ path, message: `has the type "${Type}", which is not known here` }],
    };
  return {
    issues: [...general, ...parameterIssues(action, rule), ...branchIssues(action, rule)],
    notKnown: unknownParameters(action, rule),
  };
};

const targetIssues = (
  { Identifier, Transitions }: FlowAction,
  identifiers: ReadonlySet<string>,
): readonly Issue[] =>
  targetsOf(Transitions)
    .filter((target) => !identifiers.has(target))
    .map((target) => ({
      path: `${Identifier}.Transitions`,
      message: `must lead to an action of the flow, and leads to "${target}"`,
    }));

/** Every action that transitions lead to. */
export const targetsOf = ({
  NextAction,
  Errors = [],
  Conditions = [],
}: FlowAction['Transitions']): readonly string[] => [
  ...(NextAction === undefined ? [] : [NextAction]),
  ...Errors.map((it) => it.NextAction),
  ...Conditions.map((it) => it.NextAction),
];

const parameterIssues = ({ Identifier, Parameters }: FlowAction, rule: BlockRule): readonly Issue[] => {
  const required = Object.keys(rule.required ?? {})
    .filter((name) => !Object.hasOwn(Parameters, name))
    .map((name) => ({ path: `${Identifier}.${name}`, message: 'must not be missing' }));
  const wrong = Object.entries(Parameters).flatMap(([name, value]) => {
    const expected = ruleOf(rule, name)?.(value);
    return expected === undefined
      ? []
      : [{ path: `${Identifier}.${name}`, message: `must be ${expected}, not ${JSON.stringify(value)}` }];
  });
  const { exactlyOne = [] } = rule;
  const present = exactlyOne.filter((name) => Object.hasOwn(Parameters, name));
  const count =
    exactlyOne.length > 0 && present.length !== 1
      ? [{ path: Identifier, message: `must have exactly one of ${exactlyOne.join(', ')}` }]
      : [];
  return [...required, ...wrong, ...count];
};

const ruleOf = ({ required = {}, optional = {} }: BlockRule, name: string) =>
  Object.hasOwn(required, name) ? required[name] : Object.hasOwn(optional, name) ? optional[name] : undefined;

const unknownParameters = ({ Identifier, Type, Parameters }: FlowAction, rule: BlockRule): readonly Issue[] =>
  Object.keys(Parameters)
    .filter((name) => !ruleOf(rule, name))
    .map((name) => ({
      path: `${Identifier}.${name}`,
      message: `is a parameter of ${Type} that is not known here`,
    }));

const branchIssues = ({ Identifier, Type, Transitions }: FlowAction, rule: BlockRule): readonly Issue[] => {
  const path = `${Identifier}.Transitions`;
  const { NextAction, Errors = [], Conditions = [] } = Transitions;
  const allowed = rule.errors ?? [];
  const hours = Conditions.map(
    ({ Condition: { Operator, Operands } }) => `${Operator} ${Operands.join()}`,
  ).sort();
  return [
    ...(rule.ends && targetsOf(Transitions).length > 0
      ? [{ path, message: `must be empty: ${Type} ends the flow` }]
      : []),
    ...(!rule.ends && NextAction === undefined && Conditions.length === 0
      ? [{ path, message: 'must have a next action' }]
      : []),
    ...Errors.filter(({ ErrorType }) => !allowed.includes(ErrorType)).map(({ ErrorType }) => ({
      path,
      message: `must have errors of ${allowed.join(', ') || 'no type'}, not ${ErrorType}`,
    })),
    ...(Conditions.length > 0 && !rule.conditions
      ? [{ path, message: `must have no conditions: ${Type} takes none` }]
      : []),
    ...(Type === 'CheckHoursOfOperation' && hours.join() !== 'Equals False,Equals True'
      ? [{ path, message: 'must have the conditions Equals True and Equals False' }]
      : []),
  ];
};
