import { billedSeconds, recordKey, legRecordOf, type LegOfCall } from './call-records';

const start = Date.UTC(2026, 1, 28, 23, 59, 58, 250);
const call = (leg: Partial<LegOfCall['leg']>): LegOfCall => ({
  leg: {
    callId: 'leg-1',
    tag: 'LEG-B',
    direction: 'Outbound',
    from: '+12065550100',
    to: '+442079460123',
    startedAt: start,
    headers: {},
    ...leg,
  },
  transactionId: 'call-1',
  accountId: '111122223333',
  region: 'us-east-1',
  applicationId: 'sma-1',
  trigger: 'CallAndBridge',
});

it.each`
  talked  | billed
  ${1}    | ${1}
  ${999}  | ${1}
  ${1000} | ${1}
  ${1001} | ${2}
`('bills $talked ms of talk as $billed s', ({ talked, billed }) => {
  expect(billedSeconds({ connectedAt: start, endedAt: start + talked })).toBe(billed);
});

it('bills nothing for a leg that is not answered', () => {
  const unanswered = call({ endedAt: start + 30_000 });

  expect(legRecordOf(unanswered)).toMatchObject({ Status: 'Failed', BillableDurationSeconds: '0' });
});

it('is kept under the day on which the leg began, in UTC', () => {
  expect(recordKey(call({ endedAt: start + 2_000 }))).toBe(
    'Amazon-Chime-SMADRs/json/sma-1/2026/02/28/23.59.58.250_call-1_leg-1',
  );
});

it.each`
  direction     | from               | to                 | usage
  ${'Outbound'} | ${'+12065550100'}  | ${'+442079460123'} | ${'USE1-US-GB-outbound-minutes'}
  ${'Inbound'}  | ${'+442079460123'} | ${'+12065550100'}  | ${'USE1-US-inbound-minutes'}
  ${'Outbound'} | ${'+12065550100'}  | ${'5550'}          | ${'USE1-US-ZZ-outbound-minutes'}
`('is of the usage type $usage for an $direction leg from $from to $to', ({ usage, ...leg }) => {
  expect(legRecordOf(call(leg))).toMatchObject({ UsageType: usage });
});

it('has text for every value, as the documentation writes them', () => {
  expect(new Set(Object.values(legRecordOf(call({}))).map((value) => typeof value))).toEqual(
    new Set(['string']),
  );
});
