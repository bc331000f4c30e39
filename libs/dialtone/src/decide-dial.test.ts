import type { EpochSeconds } from '@dialplane/basics';
import { checkDial } from '@dialplane/phone-numbers';
import fc from 'fast-check';
import { someDialtone, somePolicy } from '../testing';
import { decideDial } from './decide-dial';
import type { Dialtone } from './dialtone';
import type { DialtonePolicy } from './dialtone-policy';

/** A Friday, 2026-11-27, 12:00 in Seattle. */
const friday = 1_795_809_600 as EpochSeconds;

const decided = (
  dialled: string,
  {
    user = 'desk',
    policy = {} as Partial<DialtonePolicy>,
    change = {} as Partial<Dialtone>,
    now = friday,
  } = {},
) => {
  const dialtone = { ...someDialtone, policies: { default: { ...somePolicy, ...policy } }, ...change };
  const extension = dialtone.extensions.find((known) => known.user === user);
  return decideDial(dialtone, extension, dialled, now);
};

/** The outcome of a call in one word: who rings, or why not. */
const outcome = (...args: Parameters<typeof decided>) => {
  const decision = decided(...args);
  if (decision.kind === 'refuse') return decision.because;
  if (!('targets' in decision)) return `${decision.kind} ${decision.number}`;
  const targets = decision.targets.map((target) =>
    target.kind === 'number' ? target.number : target.kind === 'sip' ? target.uri : target.user,
  );
  return `${decision.kind} ${targets.join(' ')}`;
};

it.each`
  dialled                | becomes
  ${'2065550199'}        | ${'call +12065550199'}
  ${'7875550199'}        | ${'call +17875550199'}
  ${'9095550199'}        | ${'call +19095550199'}
  ${'4365550199'}        | ${'call +14365550199'}
  ${'18335550199'}       | ${'call +18335550199'}
  ${'011525555550199'}   | ${'call +525555550199'}
  ${'211'}               | ${'call 211'}
  ${'711'}               | ${'call 711'}
  ${'988'}               | ${'crisis-line 988'}
  ${'911'}               | ${'emergency 911'}
  ${'933'}               | ${'emergency-test 933'}
  ${'0'}                 | ${'operator sip:operator@pbx.example.com'}
  ${'#'}                 | ${'menu sip:menu@pbx.example.com'}
  ${'5035551212'}        | ${'operator sip:operator@pbx.example.com'}
  ${'18005551212'}       | ${'operator sip:operator@pbx.example.com'}
  ${'5555551212'}        | ${'operator sip:operator@pbx.example.com'}
  ${'2065550101'}        | ${'on-net door'}
  ${'+12065550101'}      | ${'on-net door'}
  ${'01112065550101'}    | ${'on-net door'}
  ${'2065550102'}        | ${'on-net bar kitchen'}
  ${'2065550100'}        | ${'own-number'}
  ${'2425550199'}        | ${'country'}
  ${'8095550199'}        | ${'country'}
  ${'+18295550199'}      | ${'country'}
  ${'6585550199'}        | ${'country'}
  ${'3405550199'}        | ${'country'}
  ${'+442079460199'}     | ${'country'}
  ${'442079460199'}      | ${'country'}
  ${'+61255500199'}      | ${'country'}
  ${'9005550199'}        | ${'premium'}
  ${'+1 (900) 555-0199'} | ${'premium'}
  ${'2069760199'}        | ${'premium'}
  ${'+529005550199'}     | ${'premium'}
  ${'5005550199'}        | ${'shared-cost'}
  ${'*679005550199'}     | ${'star-code'}
  ${'9115550199'}        | ${'not-a-number'}
  ${'19765550199'}       | ${'not-a-number'}
  ${'7005550199'}        | ${'not-a-number'}
  ${'2069110199'}        | ${'not-a-number'}
  ${'+97912345678'}      | ${'not-a-number'}
  ${'+88161234567'}      | ${'not-a-number'}
  ${'+12345'}            | ${'not-a-number'}
  ${'+52'}               | ${'not-a-number'}
  ${'411'}               | ${'directory-assistance'}
  ${'+1411'}             | ${'directory-assistance'}
  ${'611'}               | ${'service-code'}
  ${'999'}               | ${'dial-911'}
  ${''}                  | ${'not-a-number'}
`('"$dialled" becomes $becomes', ({ dialled, becomes }) => {
  expect(outcome(dialled)).toBe(becomes);
});

it.each`
  policy                                                | dialled            | becomes
  ${{ premium: 'allow' }}                               | ${'9005550199'}    | ${'call +19005550199'}
  ${{ premium: 'allow' }}                               | ${'+449012345678'} | ${'country'}
  ${{ sharedCost: 'allow' }}                            | ${'5005550199'}    | ${'call +15005550199'}
  ${{ premiumExchanges: ['540'] }}                      | ${'2125400199'}    | ${'premium'}
  ${{ countries: ['US', 'VI'] }}                        | ${'3405550199'}    | ${'call +13405550199'}
  ${{ areaCodes: { '565': 'US' } }}                     | ${'5655550199'}    | ${'call +15655550199'}
  ${{ areaCodes: { '565': 'JM' } }}                     | ${'5655550199'}    | ${'country'}
  ${{ directoryAssistance: 'operator' }}                | ${'411'}           | ${'operator sip:operator@pbx.example.com'}
  ${{ transforms: { '211': '+18666986155' } }}          | ${'+1211'}         | ${'call +18666986155'}
  ${{ transforms: { '211': '+19005550199' } }}          | ${'211'}           | ${'premium'}
  ${{ transforms: { '+12065550199': '+12065550101' } }} | ${'2065550199'}    | ${'on-net door'}
`('with $policy, "$dialled" becomes $becomes', ({ policy, dialled, becomes }) => {
  expect(outcome(dialled, { policy })).toBe(becomes);
});

it.each`
  user         | dialled         | becomes
  ${'gate'}    | ${'2065550199'} | ${'suspended'}
  ${'gate'}    | ${'2065550101'} | ${'suspended'}
  ${'gate'}    | ${'911'}        | ${'emergency 911'}
  ${'gate'}    | ${'933'}        | ${'emergency-test 933'}
  ${'gate'}    | ${'988'}        | ${'crisis-line 988'}
  ${'nobody'}  | ${'2065550199'} | ${'unknown-phone'}
  ${'nobody'}  | ${'911'}        | ${'emergency 911'}
  ${'kitchen'} | ${'2065550102'} | ${'on-net bar'}
`('"$dialled" from $user becomes $becomes', ({ user, dialled, becomes }) => {
  expect(outcome(dialled, { user })).toBe(becomes);
});

it('shows emergency services the number that has the address, and others the caller ID', () => {
  const extensions = [
    { ...someDialtone.extensions[0], callerId: '+12065550190' },
  ] as unknown as Dialtone['extensions'];

  expect(decided('911', { change: { extensions } })).toMatchObject({
    callerId: '+12065550100',
    location: 'registered',
  });
  expect(decided('2065550199', { change: { extensions } })).toMatchObject({ callerId: '+12065550190' });
  expect(decided('911', { user: 'shed' })).toMatchObject({ location: 'unregistered' });
  expect(decided('911', { user: 'nobody' })).toMatchObject({
    callerId: '+12065550100',
    location: 'unknown-phone',
  });
});

it.each`
  dialled            | counted
  ${'2065550199'}    | ${'domestic'}
  ${'4165550199'}    | ${'international'}
  ${'+525555550199'} | ${'international'}
  ${'8005550199'}    | ${'toll-free'}
  ${'2065550101'}    | ${'on-net'}
  ${'0'}             | ${'operator'}
`('"$dialled" counts as $counted', ({ dialled, counted }) => {
  expect(decided(dialled)).toMatchObject({ counted });
});

it('keeps paid calls to its hours, and nothing else', () => {
  const hours = {
    zone: 'America/Los_Angeles',
    weekly: [{ days: ['monday'], from: '09:00', to: '17:00' }],
  } as const;
  const policy = { hours } as Partial<DialtonePolicy>;

  expect(outcome('2065550199', { policy })).toBe('off-hours');
  expect(outcome('2065550101', { policy })).toBe('on-net door');
  expect(outcome('8005550199', { policy })).toBe('call +18005550199');
  expect(outcome('911', { policy })).toBe('emergency 911');
  expect(outcome('988', { policy })).toBe('crisis-line 988');
});

it('says so where there is no operator and no menu', () => {
  const { operator: _operator, menu: _menu, ...change } = someDialtone;
  const without = (dialled: string) => decideDial(change, change.extensions[0], dialled, friday);

  expect(without('0')).toEqual({ kind: 'refuse', because: 'no-operator' });
  expect(without('#')).toEqual({ kind: 'refuse', because: 'no-menu' });
});

it.each`
  destination                   | rings
  ${{ number: '+12065550199' }} | ${'operator +12065550199'}
  ${{ extension: 'door' }}      | ${'operator door'}
`('the operator can be $destination', ({ destination, rings }) => {
  expect(outcome('0', { change: { operator: destination } })).toBe(rings);
});

it('takes a country whose price is 0 for free', () => {
  const prices = { ...someDialtone.prices, countries: { US: 0 }, other: 1 };

  expect(decided('2065550199', { change: { prices } })).toMatchObject({ microsPerMinute: 0 });
  expect(decided('6045550199', { change: { prices } })).toMatchObject({ microsPerMinute: 1_000_000 });
});

it('lets no number out that the full metadata would refuse for its country or its price', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 16 });
  const dialled = fc.oneof(
    digits,
    digits.map((some) => `+${some}`),
    digits.map((some) => `011${some}`),
    fc
      .tuple(fc.integer({ min: 200, max: 999 }), digits)
      .map(([area, some]) => `${area}${some.padEnd(7, '5').slice(0, 7)}`),
  );
  const full = {
    home: 'US',
    countries: somePolicy.countries,
    premium: false,
    sharedCost: false,
    tollFree: true,
    serviceCodes: [],
  } as const;
  fc.assert(
    fc.property(dialled, (text) => {
      const decision = decided(text);
      if (decision.kind !== 'call') return;
      const [target] = decision.targets;
      if (target?.kind !== 'number' || target.number.length < 8) return;
      const checked = checkDial(full, target.number);
      // The full metadata also knows which numbers are in use; the metadata we ship does not.
      if (!checked.ok) expect(checked.error.broken).toEqual(['number']);
    }),
    { numRuns: 2_000 },
  );
});

it('never throws, and never puts anything but digits into a number', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('desk', 'gate', 'nobody'),
      (dialled, user) => {
        const decision = decided(dialled, { user });
        if (!('targets' in decision)) return;
        for (const target of decision.targets)
          if (target.kind === 'number') expect(target.number).toMatch(/^(?:\+1?\d{6,15}|\d{3})$/);
      },
    ),
    { numRuns: 2_000 },
  );
});
