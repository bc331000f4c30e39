import type { EpochSeconds } from '@dialplane/basics';
import { someDialtone } from '../testing';
import type { CallLedger } from './call-ledger';
import { type CountedCall, decideDial } from './decide-dial';
import type { DialtonePolicy } from './dialtone-policy';
import { guardedLedger } from './guarded-ledger';
import { memoryCallLedger } from './memory-call-ledger';

const now = 1_795_809_600 as EpochSeconds;
const decided = (dialled: string) =>
  decideDial(someDialtone, someDialtone.extensions[0], dialled, now) as CountedCall;
const dialled = {
  'on-net': decided('2065550101'),
  operator: decided('0'),
  'toll-free': decided('8005550199'),
  domestic: decided('2065550199'),
  international: decided('4165550199'),
};

const broken: CallLedger = {
  admit: async () => {
    throw new Error('throttled');
  },
  settle: async () => {
    throw new Error('throttled');
  },
};
const silent: CallLedger = { admit: () => new Promise(() => {}), settle: () => new Promise(() => {}) };
const soon = async () => {}; // time passes immediately

it.each`
  kind               | admission
  ${'on-net'}        | ${'admitted'}
  ${'operator'}      | ${'admitted'}
  ${'toll-free'}     | ${'admitted'}
  ${'domestic'}      | ${'admitted'}
  ${'international'} | ${'ledger-unavailable'}
`('without the ledger, a call that is $kind is $admission', async ({ kind, admission }) => {
  const call = dialled[kind as keyof typeof dialled];
  for (const ledger of [broken, silent]) {
    const answer = await guardedLedger(ledger, { wait: soon }).admit('desk', 'CA1', call, 30, now);
    expect(answer).toEqual({ admission, error: expect.any(Error) });
  }
});

it.each(['open', 'closed'] as const)('goes by the policy where it says %s', async (says) => {
  const policy: DialtonePolicy = {
    ...dialled.domestic.policy,
    whenLedgerFails: { domestic: says, international: says },
  };
  const guarded = guardedLedger(broken);

  for (const call of [dialled.domestic, dialled.international])
    expect((await guarded.admit('desk', call.counted, { ...call, policy }, 30, now)).admission).toBe(
      says === 'open' ? 'admitted' : 'ledger-unavailable',
    );
});

it('keeps to the caps while the ledger is broken, as far as one instance can', async () => {
  const guarded = guardedLedger(broken);
  const admit = async (call: string) =>
    (await guarded.admit('desk', call, dialled.domestic, 30, now)).admission;

  expect([await admit('a'), await admit('b'), await admit('c')]).toEqual([
    'admitted',
    'admitted',
    'concurrent-calls',
  ]);
  expect(await guarded.settle('desk', { call: 'a', talkedSeconds: 1 }, now)).toEqual({
    error: expect.any(Error),
  });
  expect(await admit('d')).toBe('admitted');
});

it('says no more than the ledger does while it answers', async () => {
  const guarded = guardedLedger(memoryCallLedger());

  expect(await guarded.admit('desk', 'a', dialled.domestic, 30, now)).toEqual({ admission: 'admitted' });
  expect(await guarded.settle('desk', { call: 'a', talkedSeconds: 1 }, now)).toEqual({});
});
