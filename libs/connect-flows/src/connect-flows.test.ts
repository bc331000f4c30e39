import { checkFlow } from './check-flow';
import { disconnect, invokeLambda, menu, say } from './blocks';
import { flow } from './flow';
import type { FlowAction, FlowDocument } from './flow-document';
import { flowDrift } from './flow-drift';
import { foreignArns, withIds } from './foreign-arns';
import { readFlow } from './read-flow';
import { receiveFlow } from './receive-flow';
import { sendFlow } from './send-flow';

const lookupArn = 'arn:aws:lambda:us-east-1:111122223333:function:dnis-lookup';
const receive = receiveFlow({ lookupArn, queueId: 'q-1', hoursId: 'h-1', attributes: ['fname'] });
const send = sendFlow({ checkOutArn: lookupArn, parameters: {}, mainNumber: '+12065550100' });

const hangUp: FlowAction = {
  Identifier: 'a',
  Type: 'DisconnectParticipant',
  Parameters: {},
  Transitions: {},
};
const flowOf = (...Actions: readonly FlowAction[]): FlowDocument => ({
  Version: '2019-10-30',
  StartAction: Actions[0]?.Identifier ?? '',
  Actions,
});
const block = (Type: string, Parameters: FlowAction['Parameters']) =>
  flowOf({ Identifier: 'it', Type, Parameters, Transitions: { NextAction: 'a' } }, hangUp);
const messages = (it: FlowDocument) =>
  checkFlow(it)
    .issues.map(({ path, message }) => `${path} ${message}`)
    .join('\n');

describe('the flows that are shipped', () => {
  it.each([
    ['receive', receive],
    ['receive without hours', receiveFlow({ lookupArn, queueId: 'q-1', attributes: ['fname'] })],
    ['send', send],
    ['send without a main number', sendFlow({ checkOutArn: lookupArn, parameters: {} })],
  ])('%s is valid, also after it was written and read', (_name, document) => {
    expect(readFlow(JSON.stringify(document))).toEqual({
      ok: true,
      value: { flow: document, notKnown: [] },
    });
  });

  it('have an error branch wherever a block can fail', () => {
    const fallible = [...receive.Actions, ...send.Actions].filter(({ Type }) =>
      /Lambda|Attributes|Queue|Hours|ThirdParty|ParticipantInput/.test(Type),
    );

    expect(fallible.length).toBeGreaterThan(8);
    for (const { Transitions } of fallible) expect(Transitions.Errors?.length).toBeGreaterThan(0);
  });

  it('put nothing that a customer said into SSML, where it could be markup', () => {
    expect(JSON.stringify([receive, send])).not.toContain('SSML');
  });
});

describe('a flow document is refused', () => {
  it.each`
    identifier        | because
    ${'say (hello)'}  | ${'must not contain ( )'}
    ${'50%'}          | ${'must not contain %'}
    ${'constructor'}  | ${'reserved name'}
    ${'toString'}     | ${'reserved name'}
    ${'x'.repeat(51)} | ${'not 51'}
    ${''}             | ${'not 0'}
  `('for the identifier "$identifier": $because', ({ identifier, because }) => {
    expect(messages(flowOf({ ...hangUp, Identifier: identifier }))).toContain(because);
  });

  it.each`
    what                          | document                                                                                                                                     | because
    ${'a missing start'}          | ${{ ...flowOf(hangUp), StartAction: 'z' }}                                                                                                   | ${'StartAction must be one of the actions, not "z"'}
    ${'two of one name'}          | ${flowOf(hangUp, hangUp)}                                                                                                                    | ${'a must be the identifier of one action only'}
    ${'251 actions'}              | ${flowOf(...Array.from({ length: 251 }, (_, at) => ({ ...hangUp, Identifier: `a${at}` })))}                                                  | ${'at most 250, not 251'}
    ${'a target that is missing'} | ${flowOf({ ...hangUp, Type: 'EndFlowExecution', Transitions: { NextAction: 'z' } })}                                                         | ${'leads to "z"'}
    ${'a next action at the end'} | ${flowOf({ ...hangUp, Transitions: { NextAction: 'a' } })}                                                                                   | ${'must be empty'}
    ${'no way on'}                | ${flowOf({ ...hangUp, Type: 'TransferContactToQueue' })}                                                                                     | ${'must have a next action'}
    ${'an unknown error type'}    | ${flowOf({ ...hangUp, Type: 'TransferContactToQueue', Transitions: { NextAction: 'a', Errors: [{ ErrorType: 'Oops', NextAction: 'a' }] } })} | ${'not Oops'}
    ${'hours without branches'}   | ${block('CheckHoursOfOperation', {})}                                                                                                        | ${'Equals True and Equals False'}
    ${'another version'}          | ${{ ...flowOf(hangUp), Version: '2018-01-01' }}                                                                                              | ${'Version must be "2019-10-30"'}
  `('for $what', ({ document, because }) => {
    expect(messages(document)).toContain(because);
  });

  it.each`
    type                                 | parameters                                                                                | good
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyConnectionTimeLimitSeconds: '601' }} | ${false}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyConnectionTimeLimitSeconds: '-1' }}  | ${false}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyConnectionTimeLimitSeconds: '600' }} | ${true}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyDTMFDigits: '1'.repeat(51) }}        | ${false}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyDTMFDigits: '12,#*' }}               | ${true}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '+12065550142', ThirdPartyDTMFDigits: 'A' }}                   | ${false}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '$.External.dnis', ContinueFlowExecution: 'False' }}           | ${true}
    ${'TransferParticipantToThirdParty'} | ${{ ThirdPartyPhoneNumber: '$.External.dnis', ContinueFlowExecution: false }}             | ${false}
    ${'InvokeLambdaFunction'}            | ${{ LambdaFunctionARN: lookupArn, InvocationTimeLimitSeconds: '8' }}                      | ${true}
    ${'InvokeLambdaFunction'}            | ${{ LambdaFunctionARN: lookupArn, InvocationTimeLimitSeconds: '9' }}                      | ${false}
    ${'InvokeLambdaFunction'}            | ${{ InvocationTimeLimitSeconds: '3' }}                                                    | ${false}
    ${'MessageParticipant'}              | ${{ Text: 'Hello', SSML: '<speak/>' }}                                                    | ${false}
    ${'MessageParticipant'}              | ${{}}                                                                                     | ${false}
    ${'UpdateContactAttributes'}         | ${{ Attributes: { 'first name': 'Ada' } }}                                                | ${false}
  `(
    'or accepted by the parameters of its blocks: $type $parameters is good: $good',
    ({ type, parameters, good }) => {
      expect(messages(block(type, parameters)) === '').toBe(good);
    },
  );

  it.each`
    what                | content                                                        | because
    ${'a long text'}    | ${' '.repeat(256_001)}                                         | ${'at most 256000 characters'}
    ${'no JSON'}        | ${'{'}                                                         | ${'expected JSON'}
    ${'an old export'}  | ${'{"modules":[],"version":"1","type":"contactFlow"}'}         | ${"old console's export format"}
    ${'another thing'}  | ${'[]'}                                                        | ${'expected an object'}
    ${'broken actions'} | ${'{"Version":"2019-10-30","StartAction":"a","Actions":[{}]}'} | ${'Actions.0.Identifier must be text'}
  `('when it is read from $what', ({ content, because }) => {
    expect(readFlow(content)).toEqual({ ok: false, error: expect.stringContaining(because) });
  });
});

it('keeps booleans and numbers as text when a flow is read and written', () => {
  const content = JSON.stringify(send);
  const read = readFlow(content);

  expect(read.ok && JSON.stringify(read.value.flow)).toBe(content);
  expect(content).toContain('"ContinueFlowExecution":"False"');
});

it('reads blocks that are not known here, and reports them', () => {
  const read = readFlow(JSON.stringify(block('InventedTomorrow', { a: 1 })));

  expect(read).toMatchObject({
    ok: true,
    value: { notKnown: [{ path: 'it', message: expect.stringContaining('InventedTomorrow') }] },
  });
});

it('reports a parameter that is not known here', () => {
  const { notKnown } = checkFlow(block('MessageParticipant', { Text: 'Hello', Volume: '11' }));

  expect(notKnown).toEqual([{ path: 'it.Volume', message: expect.stringContaining('not known here') }]);
});

it('builds no flow with a block that is never reached', () => {
  expect(() => flow({ start: disconnect(), lost: disconnect() })).toThrow(/lost must be reachable/);
});

it('builds no flow with a branch to nowhere', () => {
  expect(() => flow({ start: say('Hello', { next: 'nowhere' }) })).toThrow(/leads to "nowhere"/);
});

it('branches on keys, and when no key comes', () => {
  const { Transitions } = menu('Press 1', { keys: { '1': 'one' }, withinSeconds: 5, otherwise: 'end' });

  expect(Transitions.Errors?.map(({ ErrorType }) => ErrorType)).toContain('InputTimeLimitExceeded');
});

it('names the block and the account when a flow refers to another account', () => {
  const document = flow({
    lookup: invokeLambda(
      { functionArn: 'arn:aws:lambda:us-west-2:999988887777:function:theirs', parameters: {} },
      { next: 'end', failed: 'end' },
    ),
    end: disconnect(),
  });
  const ours = { account: '111122223333', region: 'us-east-1' };

  expect(foreignArns(document, ours)).toEqual([
    { path: 'lookup', message: expect.stringContaining('999988887777') },
  ]);
  const mapped = withIds(document, { 'arn:aws:lambda:us-west-2:999988887777:function:theirs': lookupArn });
  expect(foreignArns(mapped, ours)).toEqual([]);
});

it('shows what was changed in the console, and not what the editor adds', () => {
  const [first, ...others] = receive.Actions;
  const exported: FlowDocument = {
    ...receive,
    Metadata: { entryPointPosition: { x: 1, y: 2 } },
    Actions: [...others, first].flatMap((it) => it ?? []),
  };
  const edited = withIds(exported, { 'q-1': 'q-2' });

  expect(flowDrift(receive, exported)).toEqual([]);
  expect(flowDrift(receive, edited)).toEqual(['"set-queue" was changed']);
  expect(flowDrift(receive, { ...receive, Actions: receive.Actions.slice(1) })).toEqual([
    '"log-flow" was removed',
  ]);
});
