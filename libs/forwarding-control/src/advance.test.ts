import { type EpochSeconds, fail, ok, secondsAfter } from '@dialplane/basics';
import type { ProviderFailure, ProviderNumber, RoutingStep } from '@dialplane/number-routing';
import { controlUnderTest, office, officeForward, operationWith } from '../testing';
import { advance } from './advance';
import type { ControlPlane } from './control-plane';
import type { Operation } from './operation';

const assigned = { number: office, status: 'Assigned', country: 'US' };
const atConnector: ProviderNumber = { ...assigned, productType: 'VoiceConnector', connectorId: 'vc-1' };
const leaving: ProviderNumber = { ...assigned, productType: 'VoiceConnector' };
const temporary = (error: string): ProviderFailure => ({ kind: 'temporary', error, message: 'try later' });
const unavailable = temporary('ServiceUnavailableException');
const moving: Operation['wanted'] = { kind: 'forwarded', forward: officeForward };
const removing: Operation['wanted'] = {
  kind: 'removed',
  to: { kind: 'connector', connectorId: 'vc-1' },
  forward: { ...officeForward, version: 1 },
};

/** An operation that is due now, with the forward that it wants, at a provider that shows `seen`. */
const due = async (
  over: Partial<Operation> = {},
  seen: ProviderNumber | undefined | ProviderFailure = atConnector,
) => {
  const { control, later } = await controlUnderTest('connector');
  const { claimedUntil: _, activity: __, lastError: ___, ...operation } = operationWith({ wanted: moving });
  await control.operations.put({
    ...operation,
    phaseSince: control.now(),
    nextAt: control.now(),
    ...over,
  });
  await control.forwards.put(officeForward, 'new');
  const performed: RoutingStep[] = [];
  const provider = {
    find: async () => (seen && 'error' in seen ? fail(seen) : ok(seen)),
    perform: async (step: RoutingStep) => {
      performed.push(step);
      return ok(undefined);
    },
  };
  const scripted: ControlPlane = { ...control, provider };
  return {
    control: scripted,
    later,
    /** The steps that the provider was asked for. */
    performed,
    advance: (overControl: Partial<ControlPlane> = {}) =>
      advance({ ...scripted, ...overControl }, office, secondsAfter(control.now(), 60)),
    stored: () => control.operations.find(office),
  };
};

describe('an operation is left alone', () => {
  const neverAsked = {
    find: async () => {
      throw new Error('the provider was asked');
    },
    perform: async () => {
      throw new Error('the provider was asked');
    },
  };

  it.each`
    while               | over
    ${'it is not due'}  | ${{ nextAt: 9_999_999_999 as EpochSeconds }}
    ${'it is done'}     | ${{ status: 'done' }}
    ${'it is restored'} | ${{ status: 'restored' }}
  `('while $while', async ({ over }) => {
    const world = await due(over);
    const before = await world.stored();

    expect(await world.advance({ provider: neverAsked })).toBe(before);
    expect(await world.stored()).toBe(before);
  });

  it('while there is none', async () => {
    const { control } = await controlUnderTest('connector');

    expect(await advance(control, office, secondsAfter(control.now(), 60))).toBeUndefined();
  });

  it('when time is up, except that it is due at once', async () => {
    const world = await due();
    const after = await advance({ ...world.control, provider: neverAsked }, office, world.control.now());

    expect(after).toMatchObject({ status: 'moving', nextAt: world.control.now(), version: 3 });
    expect(after).not.toHaveProperty('claimedUntil');
    expect(await world.stored()).toEqual(after);
  });

  it('when another process claims it first', async () => {
    const world = await due();
    const operations = { ...world.control.operations, put: async () => 'conflict' as const };

    expect(await world.advance({ provider: neverAsked, operations })).toBe(await world.stored());
  });

  it('when another process claims it in the meantime', async () => {
    const world = await due();
    const { operations } = world.control;
    let puts = 0;
    const overtaken: ControlPlane['operations'] = {
      ...operations,
      put: async (operation) => ((puts += 1) === 2 ? 'conflict' : operations.put(operation)),
    };

    expect(await world.advance({ operations: overtaken })).toBe(await world.stored());
    expect(world.performed).toEqual([]);
  });
});

describe('each action', () => {
  it('is stored with a claim of 30 seconds before it is done', async () => {
    const world = await due();
    const { provider, now } = world.control;
    const seen: (Operation | undefined)[] = [];
    const perform: ControlPlane['provider']['perform'] = async (step, number) => {
      seen.push(await world.stored());
      return provider.perform(step, number);
    };
    await world.advance({ provider: { ...provider, perform } });

    expect(seen).toEqual([
      expect.objectContaining({
        activity: { kind: 'acting', action: 'leave-connector' },
        attempts: 2,
        claimedUntil: secondsAfter(now(), 30),
        nextAt: secondsAfter(now(), 30),
        updatedAt: now(),
        version: 3,
      }),
    ]);
  });

  it('is not repeated at once when the provider does not show its effect yet', async () => {
    const world = await due();
    const after = await world.advance();

    expect(world.performed).toEqual([{ kind: 'leave-connector', connectorId: 'vc-1' }]);
    expect(after).toMatchObject({
      status: 'moving',
      activity: { kind: 'waiting', until: 'the effect of leave-connector is visible' },
      attempts: 2,
      version: 4, // three writes: the claim, the action, the wait
      nextAt: secondsAfter(world.control.now(), 1),
    });
    expect(after).not.toHaveProperty('claimedUntil');
  });

  it('is repeated after the wait', async () => {
    const world = await due();
    await world.advance();
    world.later(1);
    await world.advance();

    expect(world.performed).toHaveLength(2);
  });

  it('is repeated after a failure, and a success ends the count of failures', async () => {
    const world = await due({
      failedAttempts: 3,
      activity: { kind: 'acting', action: 'leave-connector' },
    });
    const after = await world.advance();

    expect(world.performed).toHaveLength(1);
    expect(after).toMatchObject({ failedAttempts: 0, attempts: 2 });
  });

  it('is due again after a failure, with the reason', async () => {
    const world = await due();
    const perform = async () => fail(temporary('ThrottledClientException'));
    const after = await world.advance({ provider: { ...world.control.provider, perform } });

    expect(after).toMatchObject({
      status: 'moving',
      failedAttempts: 1,
      attempts: 2,
      lastError: 'ThrottledClientException: try later',
      nextAt: secondsAfter(world.control.now(), 1),
    });
    expect(after).not.toHaveProperty('claimedUntil');
  });

  it.each`
    action              | over                                                                     | port
    ${'store-forward'}  | ${{ wanted: { ...moving, replaces: { ...officeForward, version: 1 } } }} | ${'put'}
    ${'remove-forward'} | ${{ wanted: removing }}                                                  | ${'remove'}
  `('"$action" fails while another process changes the forward', async ({ action, over, port }) => {
    const world = await due(over);
    const forwards = { ...world.control.forwards, [port]: async () => 'conflict' as const };

    expect(await world.advance({ forwards })).toMatchObject({
      activity: { kind: 'acting', action },
      failedAttempts: 1,
      lastError: 'Conflict: another process changed the forward',
    });
  });
});

describe('a wait for the provider', () => {
  it.each`
    waited | seconds
    ${0}   | ${1}
    ${9}   | ${1}
    ${10}  | ${2}
    ${55}  | ${6}
    ${90}  | ${10}
    ${599} | ${10}
    ${600} | ${10}
  `('goes on for $seconds more seconds after $waited', async ({ waited, seconds }) => {
    const world = await due({}, leaving);
    world.later(waited);

    expect(await world.advance()).toMatchObject({
      status: 'moving',
      activity: { kind: 'waiting', until: 'the number is detached' },
      failedAttempts: 0,
      nextAt: secondsAfter(world.control.now(), seconds),
    });
  });

  it('ends after ten minutes with a rollback, which may take ten minutes again', async () => {
    const world = await due({}, leaving);
    world.later(601);

    expect(await world.advance()).toMatchObject({
      status: 'restoring',
      lastError: 'TimedOut: waited 601 seconds until the number is detached',
      phaseSince: world.control.now(),
      activity: { kind: 'waiting' },
      failedAttempts: 0,
      nextAt: secondsAfter(world.control.now(), 1),
    });
  });

  it('counts as a failed attempt after ten minutes of a rollback', async () => {
    const world = await due({ status: 'restoring' }, leaving);
    world.later(601);

    expect(await world.advance()).toMatchObject({ status: 'restoring', failedAttempts: 1 });
  });
});

describe('a failed operation', () => {
  /** Advances it when it is due, at a provider that does not answer. */
  const failing = async (status: Operation['status']) => {
    const world = await due({ status }, unavailable);
    return async () => {
      const operation = await world.advance();
      const seconds = (operation?.nextAt ?? 0) - world.control.now();
      world.later(seconds);
      return { operation, seconds };
    };
  };

  it('is retried after 1, 2, 4 seconds and so on, at most every five minutes, while it is rolled back', async () => {
    const attempt = await failing('restoring');
    const seconds: number[] = [];
    for (let n = 0; n < 11; n += 1) seconds.push((await attempt()).seconds);

    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('is rolled back after eight failed attempts, and starts to count again', async () => {
    const attempt = await failing('moving');
    for (let n = 0; n < 7; n += 1) expect((await attempt()).operation).toMatchObject({ status: 'moving' });

    expect((await attempt()).operation).toMatchObject({
      status: 'restoring',
      failedAttempts: 1,
      lastError: 'ServiceUnavailableException: try later',
    });
  });

  it('is rolled back at once when the state cannot be reached', async () => {
    const world = await due({}, { ...atConnector, status: 'ReleaseInProgress' });
    const { phaseSince } = (await world.stored()) ?? {};
    world.later(5);

    expect(await world.advance()).toMatchObject({
      status: 'restoring',
      phaseSince: (phaseSince ?? 0) + 5,
      lastError: expect.stringContaining('NotPossible: the account does not hold it'),
    });
  });
});

describe('the audit trail', () => {
  const entry = { number: office, at: '2026-01-05T17:00:00.000Z#a1', by: 'ann' };
  const replaces = { ...officeForward, version: 1 };

  it.each`
    status         | wanted                     | recorded
    ${'restoring'} | ${moving}                  | ${{ ...entry, action: 'put', outcome: 'restored', forward: officeForward }}
    ${'restoring'} | ${{ ...moving, replaces }} | ${{ ...entry, action: 'put', outcome: 'restored', forward: officeForward }}
    ${'moving'}    | ${removing}                | ${{ ...entry, action: 'remove', outcome: 'done' }}
  `('shows the change "$recorded.action" as "$recorded.outcome"', async ({ status, wanted, recorded }) => {
    const world = await due({ status, wanted, failedAttempts: 2 });
    const after = await world.advance();

    expect((await world.control.changes.list(office, 9)).changes).toEqual([recorded]);
    expect(after).toMatchObject({
      status: recorded.outcome,
      failedAttempts: 0,
      nextAt: world.control.now(),
    });
    expect(after).not.toHaveProperty('claimedUntil');
  });

  it('is written before the operation ends, so that a crash in between loses nothing', async () => {
    const world = await due({ status: 'restoring' });
    const statuses: (string | undefined)[] = [];
    const changes: ControlPlane['changes'] = {
      ...world.control.changes,
      record: async () => void statuses.push((await world.stored())?.status),
    };
    await world.advance({ changes });

    expect(statuses).toEqual(['restoring']);
  });
});
