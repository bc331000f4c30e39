import { describeIssues } from '@dialplane/basics';
import { everyField } from '../testing';
import { parseForward } from './parse-forward';

const smallest = {
  number: '+12065550100',
  targets: [{ kind: 'phone', number: '+12065550111' }],
  callerId: 'dialled',
  atEnd: 'apology',
};
const hoursFrom = (from: string) => ({
  zone: 'UTC',
  weekly: [{ days: ['monday'], from, to: '17:00' }],
  outside: [],
});

it.each([smallest, everyField])('reads a forward as it is written, case %#', (forward) => {
  expect(parseForward(JSON.parse(JSON.stringify(forward)))).toEqual({ ok: true, value: forward });
});

it.each`
  mistake                       | change                                                                                              | issues
  ${'an unknown field'}         | ${{ target: [] }}                                                                                   | ${['target is not a known field']}
  ${'a local number'}           | ${{ number: '5550100' }}                                                                            | ${['number must be a phone number such as +14155550123, not "5550100"']}
  ${'a number as a number'}     | ${{ number: 12065550100 }}                                                                          | ${['number must be a phone number such as +14155550123, not 12065550100']}
  ${'an unknown kind'}          | ${{ targets: [{ kind: 'fax' }] }}                                                                   | ${['targets.0.kind must be "phone" or "trunk", not "fax"']}
  ${'a phone with headers'}     | ${{ targets: [{ ...smallest.targets[0], headers: {} }] }}                                           | ${['targets.0.headers is not a known field']}
  ${'a time after midnight'}    | ${{ hours: hoursFrom('24:01') }}                                                                    | ${['hours.weekly.0.from must be a time from 00:00 to 24:00, not "24:01"']}
  ${'a German date'}            | ${{ hours: { ...hoursFrom('09:00'), holidays: ['3.10.'] } }}                                        | ${['hours.holidays.0 must be a date such as 2026-12-25, not "3.10."']}
  ${'an abbreviated day'}       | ${{ hours: { zone: 'UTC', weekly: [{ days: ['mon'], from: '09:00', to: '17:00' }], outside: [] } }} | ${[expect.stringMatching(/^hours.weekly.0.days.0 must be "monday" or .*, not "mon"$/)]}
  ${'nothing to be at its end'} | ${{ atEnd: undefined }}                                                                             | ${[expect.stringContaining('atEnd ')]}
  ${'a block of nonsense'}      | ${{ blocked: ['everybody'] }}                                                                       | ${['blocked.0 must be a phone number such as +14155550123, or withheld, not "everybody"']}
`('refuses $mistake', ({ change, issues }) => {
  const parsed = parseForward({ ...smallest, ...change });

  expect(parsed.ok ? [] : parsed.error.map((issue) => describeIssues([issue]))).toEqual(issues);
});

it('reads blocked callers in the form in which callers are compared', () => {
  const parsed = parseForward({ ...smallest, blocked: ['+5215555550123', 'withheld'] });

  expect(parsed).toMatchObject({ ok: true, value: { blocked: ['+525555550123', 'withheld'] } });
});

it('lists every mistake, at any depth', () => {
  const parsed = parseForward({
    targets: [
      { kind: 'phone', number: 'ann' },
      { kind: 'trunk', user: 7 },
    ],
  });

  expect(parsed.ok ? [] : parsed.error.map(({ path }) => path)).toEqual([
    'number',
    'targets.0.number',
    'targets.1.trunk',
    'targets.1.user',
    'callerId',
    'atEnd',
  ]);
});

it.each(['before-ringing', 'while-ringing'])('reads a greeting %s', (when) => {
  expect(parseForward({ ...smallest, greeting: { prompt: 'connecting', when } }).ok).toBe(true);
});

it.each(['x09:00', '09:000', '9:00', 'x24:00', '24:000', '24:01', '09:60'])(
  'refuses the time "%s"',
  (time) => {
    expect(parseForward({ ...smallest, hours: hoursFrom(time) }).ok).toBe(false);
  },
);

it.each(['x2026-12-25', '2026-12-255', '2026-1-5'])('refuses the date "%s"', (date) => {
  const hours = { ...hoursFrom('09:00'), holidays: [date] };

  expect(parseForward({ ...smallest, hours }).ok).toBe(false);
});

it.each([undefined, null, 'text', 7, []])('refuses %p, which is no forward', (input) => {
  expect(parseForward(input).ok).toBe(false);
});
