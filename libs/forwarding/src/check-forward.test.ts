import { defaultDialPolicy, type E164 } from '@dialplane/phone-numbers';
import { checkForward } from './check-forward';
import type { Forward, Target } from './forward';
import { writePlan } from './plan';

const e164 = (number: string) => number as E164;
const phone = (number: string, more: object = {}): Target => ({
  kind: 'phone',
  number: e164(number),
  ...more,
});
const trunk = (more: object = {}): Target => ({
  kind: 'trunk',
  trunk: 'arn:aws:chime:us-east-1:111122223333:vc/abc',
  user: 'desk',
  ...more,
});
const office = e164('+12065550100');
const good: Forward = {
  number: office,
  targets: [phone('+12065550111')],
  callerId: 'dialled',
  atEnd: 'apology',
};
const hours = {
  zone: 'Europe/Berlin',
  weekly: [{ days: ['monday' as const], from: '22:00' as const, to: '06:00' as const }],
  outside: [],
};
const range = (change: object) => ({ hours: { ...hours, weekly: [{ ...hours.weekly[0], ...change }] } });
const headers = (some: Record<string, string>) => ({ targets: [trunk({ headers: some })] });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, 'x']));
const policy = { ...defaultDialPolicy, countries: ['US' as const] };

it.each([
  good,
  { ...good, hours },
  { ...good, hours: { ...hours, weekly: [], holidays: ['2028-02-29' as const] } },
  { ...good, targets: Array.from({ length: 10 }, (_, i) => phone(`+1206555011${i}`, { ringSeconds: 120 })) },
  { ...good, ...headers({ ...many(16), 'X-Long': 'x'.repeat(2_040), 'User-to-User': '0aff;encoding=hex' }) },
  { ...good, greeting: { prompt: 'thank-you', when: 'while-ringing' as const } },
  { ...good, blocked: ['withheld', '+12065550113'] },
  { ...good, blocked: Array.from({ length: 1_000 }, () => 'withheld' as const) },
  { ...good, targets: [phone('+12065550111', { ringSeconds: 1 }), trunk({ user: 'x'.repeat(30) })] },
  { ...good, targets: [trunk({ headers: { 'x-a': 'x', 'X-B': 'x' } })] },
])('finds nothing wrong with a valid forward, case %#', (forward) => {
  expect(checkForward(forward, { policy })).toEqual([]);
});

it.each`
  mistake                          | change                                                                                            | paths
  ${'an impossible number'}        | ${{ number: '+12' }}                                                                              | ${['number']}
  ${'no target'}                   | ${{ targets: [] }}                                                                                | ${['targets']}
  ${'eleven targets'}              | ${{ targets: Array.from({ length: 11 }, () => phone('+12065550111')) }}                           | ${['targets']}
  ${'an impossible target'}        | ${{ targets: [phone('+1206555')] }}                                                               | ${['targets.0.number']}
  ${'a country not allowed'}       | ${{ targets: [phone('+442079460000')] }}                                                          | ${['targets.0.number']}
  ${'the same outside hours'}      | ${{ hours: { ...hours, outside: [phone('+442079460000')] } }}                                     | ${['hours.outside.0.number']}
  ${'a premium number'}            | ${{ targets: [phone('+19005550100')] }}                                                           | ${['targets.0.number']}
  ${'a premium exchange'}          | ${{ targets: [phone('+12069760100')] }}                                                           | ${['targets.0.number']}
  ${'an emergency number'}         | ${{ targets: [phone('+1911')] }}                                                                  | ${['targets.0.number']}
  ${'a ring of 0 s'}               | ${{ targets: [phone('+12065550111', { ringSeconds: 0 })] }}                                       | ${['targets.0.ringSeconds']}
  ${'a ring of 121 s'}             | ${{ targets: [trunk({ ringSeconds: 121 })] }}                                                     | ${['targets.0.ringSeconds']}
  ${'part of a second'}            | ${{ targets: [trunk({ ringSeconds: 1.5 })] }}                                                     | ${['targets.0.ringSeconds']}
  ${'a trunk that is not an ARN'}  | ${{ targets: [trunk({ trunk: 'pbx' })] }}                                                         | ${['targets.0.trunk']}
  ${'a user with a host'}          | ${{ targets: [trunk({ user: 'desk@pbx' })] }}                                                     | ${['targets.0.user']}
  ${'a user of 31'}                | ${{ targets: [trunk({ user: 'x'.repeat(31) })] }}                                                 | ${['targets.0.user']}
  ${'nineteen headers'}            | ${headers(many(19))}                                                                              | ${['targets.0.headers']}
  ${'a SIP header'}                | ${headers({ From: 'x' })}                                                                         | ${['targets.0.headers.From']}
  ${'our own header'}              | ${headers({ diversion: 'sip:a@b' })}                                                              | ${['targets.0.headers.diversion']}
  ${'a reserved header'}           | ${headers({ 'X-AMZN-A': 'x' })}                                                                   | ${['targets.0.headers.X-AMZN-A']}
  ${'a header twice'}              | ${headers({ 'X-A': 'x', 'x-a': 'x' })}                                                            | ${['targets.0.headers.X-A', 'targets.0.headers.x-a']}
  ${'a header too long'}           | ${headers({ 'X-A': 'x'.repeat(2_044) })}                                                          | ${['targets.0.headers.X-A']}
  ${'a header of two lines'}       | ${headers({ 'X-A': 'x\r\nX-B: y' })}                                                              | ${['targets.0.headers.X-A']}
  ${'a header after another'}      | ${headers({ 'From: a\r\nX-A': 'x' })}                                                             | ${['targets.0.headers.From: a\r\nX-A']}
  ${'a header with a second line'} | ${headers({ 'X-A\r\nFrom': 'x' })}                                                                | ${['targets.0.headers.X-A\r\nFrom']}
  ${'hex after other text'}        | ${headers({ 'User-to-User': 'hello 0aff;encoding=hex' })}                                         | ${['targets.0.headers.User-to-User']}
  ${'hex before other text'}       | ${headers({ 'User-to-User': '0aff;encoding=hex;x' })}                                             | ${['targets.0.headers.User-to-User']}
  ${'an ARN after other text'}     | ${{ targets: [trunk({ trunk: 'x arn:aws:chime:us-east-1:111122223333:vc/abc' })] }}               | ${['targets.0.trunk']}
  ${'an ARN before other text'}    | ${{ targets: [trunk({ trunk: 'arn:aws:chime:us-east-1:111122223333:vc/abc x' })] }}               | ${['targets.0.trunk']}
  ${'a header not in hex'}         | ${headers({ 'User-to-User': 'hello' })}                                                           | ${['targets.0.headers.User-to-User']}
  ${'headers that fill a call'}    | ${{ targets: Array.from({ length: 5 }, () => trunk({ headers: { 'X-A': 'é'.repeat(1_100) } })) }} | ${['targets']}
  ${'a forward to itself'}         | ${{ targets: [phone(office)] }}                                                                   | ${['targets.0.number']}
  ${'the same outside hours'}      | ${{ hours: { ...hours, outside: [phone(office)] } }}                                              | ${['hours.outside.0.number']}
  ${'an unknown zone'}             | ${{ hours: { ...hours, zone: 'Europe/Atlantis' } }}                                               | ${['hours.zone']}
  ${'a date that does not exist'}  | ${{ hours: { ...hours, holidays: ['2026-12-25', '2026-02-29'] } }}                                | ${['hours.holidays.1']}
  ${'no days'}                     | ${range({ days: [] })}                                                                            | ${['hours.weekly.0.days']}
  ${'a day twice'}                 | ${range({ days: ['monday', 'monday'] })}                                                          | ${['hours.weekly.0.days']}
  ${'no time at all'}              | ${range({ from: '09:00', to: '09:00' })}                                                          | ${['hours.weekly.0.to']}
  ${'a start at the end'}          | ${range({ from: '24:00' })}                                                                       | ${['hours.weekly.0.from']}
  ${'a prompt without a file'}     | ${{ greeting: { prompt: 'summer-2026', when: 'before-ringing' } }}                                | ${['greeting.prompt']}
  ${'a prompt in a folder'}        | ${{ greeting: { prompt: '../secret', when: 'while-ringing' } }}                                   | ${['greeting.prompt']}
  ${'too many blocked'}            | ${{ blocked: Array.from({ length: 1_001 }, () => 'withheld') }}                                   | ${['blocked']}
`('reports $mistake at $paths', ({ change, paths }) => {
  const issues = checkForward({ ...good, ...change }, { policy });

  expect(issues).toEqual(paths.map((path: string) => ({ path, message: expect.stringMatching(/^must /) })));
});

it('reports all mistakes at once', () => {
  const issues = checkForward(
    { ...good, targets: [phone('+19005550100'), trunk({ user: '' })], hours: { ...hours, zone: 'x' } },
    { policy },
  );

  expect(issues.map(({ path }) => path)).toEqual(['targets.0.number', 'targets.1.user', 'hours.zone']);
});

it.each`
  path               | forwardTo
  ${'targets'}       | ${(targets: readonly Target[]) => ({ ...good, targets })}
  ${'hours.outside'} | ${(outside: readonly Target[]) => ({ ...good, hours: { ...hours, outside } })}
`('lets the plan of a call fill 10,000 bytes by its $path, and not one more', ({ path, forwardTo }) => {
  const targets = (fill: number) => [
    ...[1, 2, 3, 4].map(() => trunk({ headers: { 'X-A': 'é'.repeat(1_000) } })),
    trunk({ headers: { 'X-A': 'x'.repeat(fill) } }),
  ];
  const planned = (fill: number) =>
    Buffer.byteLength(
      writePlan({ dialled: office, callerId: office, targets: targets(fill), atEnd: 'apology' }),
    );
  const fits = 10_000 - planned(0);

  expect(checkForward(forwardTo(targets(fits)), { policy })).toEqual([]);
  expect(checkForward(forwardTo(targets(fits + 1)), { policy })).toEqual([
    { path, message: 'must fit in 10000 bytes of JSON with all headers, not 10001' },
  ]);
});

describe('among other forwards', () => {
  const other: Forward = { ...good, number: e164('+12065550111'), targets: [phone('+12065550122')] };
  const back: Forward = { ...good, number: e164('+12065550122'), targets: [phone(office)] };

  it('refuses one that completes a loop, and names the numbers of the loop', () => {
    expect(checkForward(good, { policy, others: [other, back] })).toEqual([
      {
        path: 'targets',
        message: 'must not form a loop: +12065550100 to +12065550111 to +12065550122 to +12065550100',
      },
    ]);
  });

  it('refuses one that leads to another that rings itself', () => {
    const broken: Forward = { ...other, targets: [phone(other.number)] };

    expect(checkForward(good, { policy, others: [broken] })).toMatchObject([{ path: 'targets' }]);
  });

  it('ignores the forward that it replaces', () => {
    const old: Forward = { ...good, targets: [phone('+12065550122')] };

    expect(checkForward(good, { policy, others: [old, back] })).toEqual([]);
  });
});
