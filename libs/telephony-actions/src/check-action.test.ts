import fc from 'fast-check';
import { callAndBridge } from './actions/call-and-bridge';
import { checkAction } from './check-action';
import { checkResponse } from './check-response';
import { rightParameters } from '../testing';

it('reports the path, what would be right, and the rule', () => {
  expect(checkAction({ Type: 'Pause', Parameters: { DurationInMilliseconds: 0 } }, 'sender')).toEqual([
    {
      rule: 'pause/duration',
      path: 'Parameters.DurationInMilliseconds',
      message: 'must be a whole number from 100 to 30000',
    },
  ]);
});

it.each(['Answer', 'AnswerCall'])(
  'explains how a call is answered when the action %s is asked for',
  (Type) => {
    expect(checkAction({ Type }, 'service')).toEqual([
      {
        rule: 'action/type',
        path: 'Type',
        message: 'must be the name of an action: there is none for answering, any sound or pause answers',
      },
    ]);
  },
);

it('finds headers that the service would drop because they are inside the endpoint', () => {
  const good = callAndBridge({
    callerIdNumber: '+12065550100',
    trunk: { arn: 'arn:aws:chime:us-east-1:111122223333:vc/abc', user: 'desk' },
  });
  const [endpoint] = good.Parameters.Endpoints;
  const misplaced = {
    ...good,
    Parameters: { ...good.Parameters, Endpoints: [{ ...endpoint, SipHeaders: { 'X-A': 'b' } }] },
  };

  expect(checkAction(good, 'sender')).toEqual([]);
  expect(checkAction(misplaced, 'sender')).toMatchObject([
    { rule: 'action/known-parameters', path: 'Parameters.Endpoints.0.SipHeaders' },
  ]);
  expect(checkAction(misplaced, 'service')).toEqual([]);
});

it('lists the names of all actions for a name that is none', () => {
  const [found] = checkAction({ Type: 'Teleport' }, 'service');

  expect(found?.message).toMatch(/^must be the name of an action: [A-Z]\w+(, [A-Z]\w+)+$/);
});

it.each(['Hangup', null, []])('says that the response %j must be an object', (response) => {
  expect(checkResponse(response, 'sender')).toEqual([
    { rule: 'response/object', path: '', message: 'must be an object, not text, a list or nothing' },
  ]);
});

it('reports a missing object once, not once for each of its fields', () => {
  const found = checkAction({ Type: 'PlayAudio', Parameters: {} }, 'sender');

  expect(found.map(({ path }) => path)).toEqual(['Parameters.AudioSource']);
});

describe('for any response of a Lambda', () => {
  const types = Object.keys(rightParameters);
  const aNumber = fc.constantFrom(0, -1, 1.5, '3', Number.NaN, null);
  const parameters = (Type: string) => {
    const right = Object.entries(rightParameters[Type as keyof typeof rightParameters]);
    return fc.record(
      Object.fromEntries(
        right.map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.anything(), aNumber)]),
      ),
      { requiredKeys: [] },
    );
  };
  const action = fc
    .constantFrom(...types)
    .chain((Type) =>
      fc.record({ Type: fc.constant(Type), Parameters: fc.oneof(parameters(Type), fc.jsonValue()) }),
    );
  const answer = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        SchemaVersion: fc.oneof(fc.constant('1.0'), fc.jsonValue()),
        Actions: fc.oneof(fc.array(fc.oneof(action, fc.jsonValue())), fc.jsonValue()),
        TransactionAttributes: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  );

  it('the check does not throw, and what the sender may send the service accepts', () => {
    fc.assert(
      fc.property(answer, (given) => {
        const sending = checkResponse(given, 'sender');
        const reading = checkResponse(given, 'service');
        if (sending.length === 0) expect(reading).toEqual([]);
        for (const { message } of [...sending, ...reading]) expect(message).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
