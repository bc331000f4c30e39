import { numberAt, testAccount } from '../testing';
import { moveNumber } from './move-number';
import { chimeNumbers } from './chime-numbers';
import type { Routing } from './routing';

const number = numberAt(0);

/** An account, and a function that moves its number within a time limit in seconds. */
const mover = async (timeLimit = 60) => {
  const account = await testAccount();
  const { client, application, later } = account;
  const provider = chimeNumbers(client, application);
  const waits: number[] = [];
  const move = (wanted: Routing, other = number) =>
    moveNumber({
      provider,
      application,
      number: other,
      wanted,
      wait: async (seconds) => {
        waits.push(seconds);
        later(seconds);
        return waits.reduce((sum, each) => sum + each, 0) <= timeLimit;
      },
    });
  const place = async () => {
    const seen = await provider.find(number);
    return seen.ok ? seen.value : seen.error;
  };
  return { ...account, move, place, waits };
};

it('moves a number between all kinds of routing, and waits until it is there', async () => {
  const { move, place, connectors, groupId } = await mover(1_000);
  const places: readonly (readonly [Routing, object])[] = [
    [{ kind: 'connector', connectorId: connectors.office }, { connectorId: connectors.office }],
    [{ kind: 'application' }, { productType: 'SipMediaApplicationDialIn', rule: { disabled: false } }],
    [{ kind: 'connector-group', groupId }, { groupId }],
    [{ kind: 'connector', connectorId: connectors.branch }, { connectorId: connectors.branch }],
    [{ kind: 'nothing', productType: 'SipMediaApplicationDialIn' }, { status: 'Unassigned' }],
    [{ kind: 'application' }, { rule: { disabled: false } }],
    [{ kind: 'nothing', productType: 'VoiceConnector' }, { productType: 'VoiceConnector' }],
  ];
  for (const [wanted, seen] of places) {
    expect(await move(wanted)).toEqual({ ok: true });
    expect(await place()).toMatchObject(seen);
    expect(await move(wanted)).toEqual({ ok: true }); // a second time changes nothing
  }
});

it('waits one second, then twice as long each time, at most ten', async () => {
  const { move, connectors, failWith, waits } = await mover(40);
  failWith((operation) =>
    operation === 'UpdatePhoneNumber' ? { error: 'ThrottledClientException' } : undefined,
  );

  expect(await move({ kind: 'connector', connectorId: connectors.office })).toEqual({ ok: true });
  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'unfinished', because: expect.stringContaining('ThrottledClientException') },
  });
  expect(waits.slice(0, 6)).toEqual([1, 2, 4, 8, 10, 10]);
});

it('resumes a move that ran out of time', async () => {
  const { move, place, connectors, later } = await mover(0);
  await move({ kind: 'connector', connectorId: connectors.office });

  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'unfinished', because: 'waiting until the number is detached' },
  });
  later(3);
  expect(await move({ kind: 'application' })).toEqual({ ok: true });
  expect(await place()).toMatchObject({ rule: { disabled: false } });
});

it.each`
  failure                  | operation              | error
  ${'a permanent failure'} | ${'UpdatePhoneNumber'} | ${'AccessDeniedException'}
  ${'a permanent failure'} | ${'GetPhoneNumber'}    | ${'ForbiddenException'}
`('gives up at once on $failure: $operation, $error', async ({ operation, error }) => {
  const { move, failWith, waits } = await mover();
  failWith((name) => (name === operation ? { error } : undefined));

  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'refused', because: expect.stringContaining(error) },
  });
  expect(waits).toEqual([]);
});

it('gives up at once if the account does not have the number', async () => {
  const { move } = await mover();

  expect(await move({ kind: 'application' }, '+12065550199' as typeof number)).toEqual({
    ok: false,
    error: { kind: 'refused', because: 'the account does not have it' },
  });
});
