import { someDialtone, somePolicy } from '../testing';
import { parseDialtone } from './parse-dialtone';

const issues = (change: object) => {
  const read = parseDialtone({ ...someDialtone, ...change });
  return read.ok ? [] : read.error.map(({ path, message }) => `${path} ${message}`);
};
const withPolicy = (change: object) => issues({ policies: { default: { ...somePolicy, ...change } } });

it('reads what the tests use', () => {
  expect(parseDialtone(JSON.parse(JSON.stringify(someDialtone)))).toEqual({ ok: true, value: someDialtone });
});

it('lists everything that is wrong', () => {
  const [desk] = someDialtone.extensions;
  expect(
    issues({
      domain: 'phones_dev.sip.twilio.com',
      extensions: [desk, desk, { ...desk, user: 'a b' }],
      policies: {},
      operatr: {},
    }),
  ).toEqual([
    expect.stringContaining('domain must be a SIP domain such as'),
    expect.stringContaining('extensions.2.user must be a user name of 1 to 32'),
    expect.stringContaining('policies.default'),
    expect.stringContaining('operatr'),
  ]);
  expect(issues({ extensions: [desk, desk] })).toEqual([
    'extensions.1.user must be unique: "desk" is used twice',
  ]);
  expect(issues({ extensions: [{ ...desk, policy: 'guests' }] })).toEqual([
    'extensions.0.policy must be the name of a policy, not "guests"',
  ]);
  expect(issues({ menu: { extension: 'nobody' } })).toEqual([
    'menu must be the user of an extension, not "nobody"',
  ]);
});

it.each`
  policy                                                 | path
  ${{ countries: ['JE'] }}                               | ${'policies.default.countries.0'}
  ${{ countries: ['Mexico'] }}                           | ${'policies.default.countries.0'}
  ${{ caps: { ...somePolicy.caps, callSeconds: 30 } }}   | ${'policies.default.caps.callSeconds'}
  ${{ caps: { ...somePolicy.caps, dollarsPerDay: -1 } }} | ${'policies.default.caps.dollarsPerDay'}
  ${{ transforms: { '911': '+12065550199' } }}           | ${'policies.default.transforms.911'}
  ${{ transforms: { '988': '+12065550199' } }}           | ${'policies.default.transforms.988'}
  ${{ transforms: { '211': '911' } }}                    | ${'policies.default.transforms.211'}
  ${{ outsideLinePrefix: '99' }}                         | ${'policies.default.outsideLinePrefix'}
  ${{ hours: { zone: 'Mars/Base', weekly: [] } }}        | ${'policies.default.hours.zone'}
  ${{ whenLedgerFails: { emergency: 'closed' } }}        | ${'policies.default.whenLedgerFails.emergency'}
`('refuses $policy', ({ policy, path }) => {
  expect(withPolicy(policy).map((issue) => issue.split(' ')[0])).toEqual([path]);
});

it('refuses a cap below the price of one longest call', () => {
  expect(withPolicy({ countries: ['US', 'JM'] })).toEqual([
    'policies.default.caps.dollarsPerDay must be at least 60, the price of one longest call to JM (3600 s at 1 dollars a minute), or every call there is refused',
  ]);
});
