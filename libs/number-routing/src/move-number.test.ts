import { accountUnderTest, number } from './account-under-test';
import { moveNumber } from './move-number';
import { chimeNumbers } from './chime-numbers';
import type { Routing } from './routing';

/** An account, and a way to move its number that has patience for so many seconds. */
const mover = async (patience = 60) => {
  const account = await accountUnderTest();
  const { client, application, later } = account;
  const provider = chimeNumbers(client, application);
  const pauses: number[] = [];
  const move = (wanted: Routing, other = number) =>
    moveNumber({
      provider,
      application,
      number: other,
      wanted,
      pause: async (seconds) => {
        pauses.push(seconds);
        later(seconds);
        return pauses.reduce((sum, each) => sum + each, 0) <= patience;
      },
    });
  const place = async () => {
    const seen = await provider.find(number);
    return seen.ok ? seen.value : seen.error;
  };
  return { ...account, move, place, pauses };
};

it('moves a number from anywhere to anywhere, and stays with it until it is there', async () => {
  const { move, place, connectors, groupId } = await mover(1_000);
  const places: readonly (readonly [Routing, object])[] = [
    [{ kind: 'connector', connectorId: connectors.first }, { connectorId: connectors.first }],
    [{ kind: 'application' }, { productType: 'SipMediaApplicationDialIn', rule: { disabled: false } }],
    [{ kind: 'connector-group', groupId }, { groupId }],
    [{ kind: 'connector', connectorId: connectors.second }, { connectorId: connectors.second }],
    [{ kind: 'nothing', productType: 'SipMediaApplicationDialIn' }, { status: 'Unassigned' }],
    [{ kind: 'application' }, { rule: { disabled: false } }],
    [{ kind: 'nothing', productType: 'VoiceConnector' }, { productType: 'VoiceConnector' }],
  ];
  for (const [wanted, seen] of places) {
    expect(await move(wanted)).toEqual({ ok: true });
    expect(await place()).toMatchObject(seen);
    expect(await move(wanted)).toEqual({ ok: true }); // and once more, which does nothing
  }
});

it('waits a second, then twice as long each time, up to ten', async () => {
  const { move, connectors, failWith, pauses } = await mover(40);
  failWith((operation) =>
    operation === 'UpdatePhoneNumber' ? { error: 'ThrottledClientException' } : undefined,
  );

  expect(await move({ kind: 'connector', connectorId: connectors.first })).toEqual({ ok: true });
  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'unfinished', because: expect.stringContaining('ThrottledClientException') },
  });
  expect(pauses.slice(0, 6)).toEqual([1, 2, 4, 8, 10, 10]);
});

it('goes on from where it stopped', async () => {
  const { move, place, connectors, later } = await mover(0);
  await move({ kind: 'connector', connectorId: connectors.first });

  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'unfinished', because: 'waiting until the number is free of what it was attached to' },
  });
  later(3);
  expect(await move({ kind: 'application' })).toEqual({ ok: true });
  expect(await place()).toMatchObject({ rule: { disabled: false } });
});

it.each`
  refused                          | operation              | error
  ${'what Chime refuses for good'} | ${'UpdatePhoneNumber'} | ${'AccessDeniedException'}
  ${'what Chime refuses for good'} | ${'GetPhoneNumber'}    | ${'ForbiddenException'}
`('gives up at once on $refused: $operation, $error', async ({ operation, error }) => {
  const { move, failWith, pauses } = await mover();
  failWith((name) => (name === operation ? { error } : undefined));

  expect(await move({ kind: 'application' })).toMatchObject({
    error: { kind: 'refused', because: expect.stringContaining(error) },
  });
  expect(pauses).toEqual([]);
});

it('gives up at once on a number that the account does not have', async () => {
  const { move } = await mover();

  expect(await move({ kind: 'application' }, '+12065550199' as typeof number)).toEqual({
    ok: false,
    error: { kind: 'refused', because: 'the account does not have it' },
  });
});
