import { fail, ok, type Result } from '@dialplane/basics';

/**
 * A test of a flow in AWS's testing language (Amazon Connect developer guide, "Testing language"). The guide names version
 * 2025-06-21 in one place and 2019-10-30 in another, so both are read.
 */
export type FlowTest = {
  readonly Version: '2025-06-21' | '2019-10-30';
  readonly Observations: readonly Observation[];
};

/** An event that is expected, and what the test does when it comes. */
export type Observation = {
  readonly Identifier: string;
  readonly Event: {
    readonly Type: 'TestInitiated' | 'TestCompleted' | 'MessageReceived' | 'FlowActionStarted';
    readonly Properties?: {
      readonly Text?: string;
      readonly MatchingCriteria?: { readonly Type?: 'Similarity' | 'Inclusion' };
      readonly ActionType?: string;
      readonly ActionParameters?: Readonly<Record<string, unknown>>;
    };
  };
  readonly Actions?: readonly TestAction[];
  readonly Transitions?: { readonly NextObservations?: readonly string[] };
};

export type TestAction = {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Transitions?: { readonly NextAction?: string };
};

const versions = ['2025-06-21', '2019-10-30'];
const eventTypes = ['TestInitiated', 'TestCompleted', 'MessageReceived', 'FlowActionStarted'];
const actionTypes = ['SendInstruction', 'OverrideSystemBehavior', 'Assert', 'TestControl'];

/** Reads a test. The error names everything that this runner does not know. */
export const readFlowTest = (content: string): Result<FlowTest, string> => {
  let test: FlowTest;
  try {
    test = JSON.parse(content) as FlowTest;
  } catch (error) {
    return fail(`Cannot read the test: expected JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(test?.Observations)) return fail('Cannot read the test: expected Observations, a list');
  const { Version, Observations } = test;
  const names = new Set(Observations.map(({ Identifier }) => Identifier));
  const wrong = [
    ...(versions.includes(Version)
      ? []
      : [`Version must be ${versions.join(' or ')}, and is ${String(Version)}`]),
    ...(Observations.some(({ Event }) => Event?.Type === 'TestInitiated')
      ? []
      : ['one observation must be of TestInitiated']),
    ...Observations.flatMap(({ Identifier, Event, Actions = [], Transitions = {} }: Observation) => [
      ...(eventTypes.includes(Event?.Type)
        ? []
        : [`${Identifier} has the event ${String(Event?.Type)}, which is not known`]),
      ...Actions.filter(({ Type }) => !actionTypes.includes(Type)).map(
        ({ Type }) => `${Identifier} has the action ${String(Type)}, which is not known`,
      ),
      ...(Transitions.NextObservations ?? [])
        .filter((next) => !names.has(next))
        .map((next) => `${Identifier} leads to "${next}", which does not exist`),
    ]),
  ];
  return wrong.length > 0 ? fail(`Cannot read the test: ${wrong.join('; ')}`) : ok(test);
};
