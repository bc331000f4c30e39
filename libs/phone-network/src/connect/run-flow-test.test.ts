import { flow, menu, receiveFlow, say, disconnect } from '@dialplane/connect-flows';
import type { SimulatedConnectInstance } from './connect-instance';
import { readFlowTest } from './flow-test';
import { runFlowTest } from './run-flow-test';

const lookupArn = 'arn:aws:lambda:us-east-1:111122223333:function:dnis-lookup';
const receive = receiveFlow({
  lookupArn,
  queueId: 'q-1',
  hoursId: 'h-1',
  attributes: ['fname'],
  greeting: 'Hello, $.Attributes.fname. We will connect you to an agent.',
});
const instance: SimulatedConnectInstance = {
  arn: 'arn:i-1',
  region: 'us-east-1',
  flow: () => undefined,
  flowModule: () => undefined,
  functionBehind: () => async () => Promise.reject(new Error('A test must not reach the real function')),
  isOpen: (id) => id !== 'h-closed',
  queue: (id) => ({ arn: id, name: id === 'q-1' ? 'Transfers' : 'Test queue', hoursId: 'h-1' }),
};

const event = (Type: string, Properties: object = {}) => ({
  Identifier: `e-${Type}`,
  Type,
  Actor: 'System',
  Properties,
});
const observation = (
  Identifier: string,
  Event: object,
  Actions: readonly object[],
  next: readonly string[] = [],
) => ({
  Identifier,
  Event,
  Actions,
  Transitions: { NextObservations: next },
});
const override = (ActionType: string, ActionParameters: object, Strategy: object) => ({
  Identifier: `override-${ActionType}`,
  Type: 'OverrideSystemBehavior',
  Parameters: {
    ActionType: 'OverrideSystemBehavior',
    Behavior: { Type: 'FlowAction', Properties: { ActionType, ActionParameters, Strategy } },
  },
});
const lookupAnswers = (ExecutionResult: object) =>
  override(
    'InvokeLambdaFunction',
    { LambdaFunctionARN: lookupArn },
    {
      Type: 'MockResponse',
      Response: { Type: 'ExecutionResult', ExecutionResult },
    },
  );
const found = lookupAnswers({ Value: JSON.stringify({ status: 'Success', fname: 'Ada' }) });
const assertion = (Namespace: string, Operator: string, Operand = '') => ({
  Identifier: 'assert',
  Type: 'Assert',
  Parameters: { Namespace, Operator, Operand },
});
const endTest = {
  Identifier: 'end',
  Type: 'TestControl',
  Parameters: { ActionType: 'TestControl', Command: { Type: 'EndTest' } },
};
const queued = event('FlowActionStarted', { ActionType: 'TransferContactToQueue', ActionParameters: {} });

const run = (observations: readonly object[], document = receive, Version = '2025-06-21') => {
  const test = readFlowTest(JSON.stringify({ Version, Metadata: {}, Observations: observations }));
  if (!test.ok) throw new Error(test.error);
  return runFlowTest(test.value, { instance, flow: document });
};

it.each(['2025-06-21', '2019-10-30'])(
  'passes a test of version %s whose events all come',
  async (version) => {
    const result = await run(
      [
        observation('start', event('TestInitiated'), [found], ['greeting']),
        observation(
          'greeting',
          event('MessageReceived', { Text: 'hello ada we will connect you to an agent' }),
          [assertion('$.Attributes.fname', 'Equals', 'Ada')],
          ['queue'],
        ),
        observation('queue', queued, [assertion('$.Queue.Name', 'Equals', 'Transfers'), endTest]),
      ],
      receive,
      version,
    );

    expect(result).toMatchObject({ passed: true, failures: [] });
    expect(result.observations.map(({ passed }) => passed)).toEqual([true, true, true]);
  },
);

it('fails when an event does not come, and names the observation', async () => {
  const { passed, failures } = await run([
    observation('start', event('TestInitiated'), [found], ['closed']),
    observation('closed', event('MessageReceived', { Text: 'We are closed' }), []),
  ]);

  expect(passed).toBe(false);
  expect(failures).toEqual(['closed: the event did not come']);
});

it.each`
  assert                                                    | passed
  ${assertion('$.Attributes.fname', 'Exists')}              | ${true}
  ${assertion('$.Attributes.lname', 'Exists')}              | ${false}
  ${assertion('$.Attributes.fname', 'TextStartsWith', 'A')} | ${true}
  ${assertion('$.Attributes.fname', 'Equals', 'Grace')}     | ${false}
`('asserts $assert.Parameters: $passed', async ({ assert, passed }) => {
  const result = await run([
    observation('start', event('TestInitiated'), [found], ['queue']),
    observation('queue', queued, [assert, endTest]),
  ]);

  expect(result.passed).toBe(passed);
});

it('substitutes hours, and uses each override once', async () => {
  const closed = override(
    'CheckHoursOfOperation',
    { HoursOfOperationId: 'h-1' },
    {
      Type: 'SubstituteResource',
      SubstituteArn: 'h-closed',
    },
  );
  const { passed } = await run([
    observation('start', event('TestInitiated'), [found, closed], ['closed']),
    observation(
      'closed',
      event('MessageReceived', { Text: 'We are closed', MatchingCriteria: { Type: 'Inclusion' } }),
      [],
      ['completed'],
    ),
    observation('completed', event('TestCompleted'), []),
  ]);

  expect(passed).toBe(true);
});

it.each`
  what                     | lookup
  ${'an error'}            | ${override('InvokeLambdaFunction', {}, { Type: 'MockResponse', Response: { Type: 'Error' } })}
  ${'an answer after 4 s'} | ${lookupAnswers({ DelaySeconds: 4, LoadedData: { status: 'Success', fname: 'Ada' } })}
`('shows that the flow goes on without context after $what', async ({ lookup }) => {
  const { passed } = await run([
    observation('start', event('TestInitiated'), [lookup], ['greeting']),
    observation('greeting', event('MessageReceived', { Text: 'Welcome. We will connect you to an agent.' }), [
      endTest,
    ]),
  ]);

  expect(passed).toBe(true);
});

it('presses keys for the customer', async () => {
  const { passed } = await run(
    [
      observation('start', event('TestInitiated'), [], ['menu']),
      observation(
        'menu',
        event('MessageReceived', { Text: 'Press 1' }),
        [
          {
            Identifier: 'press',
            Type: 'SendInstruction',
            Parameters: {
              ActionType: 'SendInstruction',
              Actor: 'Customer',
              Instruction: { Type: 'DtmfInput', Properties: { Value: 1 } },
            },
          },
        ],
        ['one'],
      ),
      observation('one', event('MessageReceived', { Text: 'One' }), [endTest]),
    ],
    flow({
      ask: menu('Press 1', { keys: { '1': 'one' }, withinSeconds: 5, otherwise: 'hang-up' }),
      one: say('One', { next: 'hang-up' }),
      'hang-up': disconnect(),
    }),
  );

  expect(passed).toBe(true);
});

it.each`
  observations                                                       | because
  ${[]}                                                              | ${'one observation must be of TestInitiated'}
  ${[observation('a', event('TestInitiated'), [], ['b'])]}           | ${'leads to "b"'}
  ${[observation('a', event('TestInitiated'), [{ Type: 'Dance' }])]} | ${'the action Dance'}
  ${[observation('a', event('Earthquake'), [])]}                     | ${'the event Earthquake'}
`('refuses a test that it does not understand: $because', ({ observations, because }) => {
  expect(readFlowTest(JSON.stringify({ Version: '2025-06-21', Observations: observations }))).toEqual({
    ok: false,
    error: expect.stringContaining(because),
  });
});
