import { type CallRecord, readRecord } from '@dialplane/cdr';
import fc from 'fast-check';
import { type BilledUse, billedUse, findLeaks, type Leak } from './find-leaks';

const recordOf = (fields: Readonly<Record<string, unknown>>, kind: CallRecord['kind']): CallRecord => {
  const read = readRecord(
    { AwsAccountId: '111122223333', ServiceCode: 'AmazonChimeVoiceConnector', ...fields },
    kind,
  );
  if (!read.ok) throw new Error(`Cannot read a record in a test: ${JSON.stringify(read.error)}`);
  return read.value;
};
const usesOf = (...records: readonly CallRecord[]): readonly BilledUse[] =>
  records.flatMap((record, position) => billedUse(record, { source: 'test', position }) ?? []);

/** A leg of an SMA transaction, up from one second to another. Billed in steps of 6 seconds, like all public records. */
const leg = (TransactionId: string, CallId: string, from: number, to: number, more: object = {}) =>
  recordOf(
    {
      TransactionId,
      CallId,
      TimeStampEpochSeconds: 1_590_000_000 + from,
      BillableDurationSeconds: Math.ceil((to - from) / 6) * 6,
      UsageType: 'USE1-US-inbound-minutes',
      ...more,
    },
    'sip-media-application',
  );
/** A call through a Voice Connector, whose record says when it ended. */
const call = (
  TransactionId: string,
  CallId: string,
  from: number,
  to: number,
  UsageType = 'USE1-US-US-outbound-minutes',
) =>
  recordOf(
    {
      TransactionId,
      CallId,
      StartTimeEpochSeconds: 1_590_000_000 + from,
      EndTimeEpochSeconds: 1_590_000_000 + to,
      BillableDurationSeconds: Math.ceil((to - from) / 6) * 6,
      UsageType,
    },
    'voice-connector',
  );
const inShort = ({ kind, use, other, seconds }: Leak) =>
  [kind, `${use.transactionId}/${use.callId}`, `${other.transactionId}/${other.callId}`, seconds].join(' ');

it.each`
  what                                                      | records                                                                            | found
  ${'legs that end together'}                               | ${[leg('t', 'a', 0, 600), leg('t', 'b', 10, 600)]}                                 | ${[]}
  ${'a leg left up for an hour'}                            | ${[leg('t', 'a', 0, 600), leg('t', 'b', 12, 4_200)]}                               | ${['orphan-leg t/b t/a 3600']}
  ${'a caller left up'}                                     | ${[leg('t', 'a', 0, 900), leg('t', 'b', 0, 600)]}                                  | ${['orphan-leg t/a t/b 300']}
  ${'a caller who hears a message of a minute'}             | ${[leg('t', 'a', 0, 660), leg('t', 'b', 0, 600)]}                                  | ${[]}
  ${'a second more than that'}                              | ${[leg('t', 'a', 0, 666), leg('t', 'b', 0, 600)]}                                  | ${['orphan-leg t/a t/b 66']}
  ${'a call handed on, which ends with its new leg'}        | ${[leg('t', 'a', 0, 900), leg('t', 'b', 0, 300), leg('t', 'c', 300, 900)]}         | ${[]}
  ${'a leg that begins after the others'}                   | ${[leg('t', 'a', 0, 60), leg('t', 'b', 60, 900)]}                                  | ${[]}
  ${'a target that nobody picked up, and then the mailbox'} | ${[leg('t', 'a', 0, 300), leg('t', 'b', 5, 5)]}                                    | ${[]}
  ${'one leg with two uses'}                                | ${[leg('t', 'a', 0, 600), leg('t', 'a', 0, 60, { UsageType: 'USE1-other' })]}      | ${[]}
  ${'legs of two transactions'}                             | ${[leg('t', 'a', 0, 60), leg('u', 'b', 0, 900)]}                                   | ${[]}
  ${'legs of two accounts'}                                 | ${[leg('t', 'a', 0, 60), leg('t', 'b', 0, 900, { AwsAccountId: '444455556666' })]} | ${[]}
  ${'a call that is billed twice'}                          | ${[call('t', 'a', 0, 60), call('u', 'a', 30, 90)]}                                 | ${['overlap u/a t/a 30']}
  ${'one call in two parts'}                                | ${[call('t', 'a', 0, 59), call('u', 'a', 59, 90)]}                                 | ${[]}
  ${'both sides of a call, on two lines'}                   | ${[call('t', 'a', 0, 60), call('u', 'a', 0, 60, 'USE1-US-inbound-minutes')]}       | ${[]}
  ${'a leg billed in two transactions'}                     | ${[leg('t', 'a', 0, 60), leg('u', 'a', 30, 60)]}                                   | ${['overlap u/a t/a 30']}
  ${'legs that meet within the rounding'}                   | ${[leg('t', 'a', 0, 55), leg('u', 'a', 55, 60)]}                                   | ${[]}
`('$what: $found', ({ records, found }) => {
  expect(findLeaks(usesOf(...records)).map(inShort)).toEqual(found);
});

it('does not report a stream as an overlap with its call', () => {
  const fields = { TransactionId: 't', CallId: 'a', StartTimeEpochSeconds: 1, BillableDurationSeconds: 60 };

  expect(usesOf(recordOf(fields, 'streaming'))).toEqual([]);
});

/** Normal transactions: 1 to 3 legs that end together. Earlier targets did not answer or handed the call on. */
const clean = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 2_592_000 }),
    seconds: fc.integer({ min: 13, max: 7_200 }),
    ring: fc.integer({ min: 0, max: 12 }),
    misses: fc.integer({ min: 0, max: 2 }),
    message: fc.integer({ min: 0, max: 50 }),
  }),
  { minLength: 1, maxLength: 60 },
);
type Drawn = typeof clean extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

const legsOf = ({ from, seconds, ring, misses, message }: Drawn, i: number, leftUp = 0) => [
  leg(`t${i}`, `caller-${i}`, from, from + seconds + message),
  ...Array.from({ length: misses }, (_, n) => leg(`t${i}`, `miss-${i}-${n}`, from + n, from + n)),
  leg(`t${i}`, `callee-${i}`, from + ring, from + seconds + leftUp, {
    UsageType: 'USE1-US-US-outbound-minutes',
  }),
];
const callOf = ({ from, seconds }: Drawn, i: number) => call(`vc${i}`, `sip-${i}`, from, from + seconds);

it('raises no alarm on clean calls', () => {
  fc.assert(
    fc.property(clean, (drawn) => {
      const records = drawn.flatMap((one, i) => [...legsOf(one, i), callOf(one, i)]);

      expect(findLeaks(usesOf(...records))).toEqual([]);
    }),
  );
});

it('finds every seeded leak among clean calls, in any order, and nothing else', () => {
  const seeds = fc.array(fc.constantFrom('none', 'orphan', 'twice'), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(clean, seeds, fc.infiniteStream(fc.nat()), (drawn, seeded, order) => {
      const records = drawn.flatMap((one, i) => [
        ...legsOf(one, i, seeded[i] === 'orphan' ? one.message + 67 + one.ring * 100 : 0),
        callOf(one, i),
        ...(seeded[i] === 'twice'
          ? [call(`again${i}`, `sip-${i}`, one.from + 1, one.from + one.seconds)]
          : []),
      ]);
      const shuffled = records
        .map((record) => ({ record, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ record }) => record);

      const expected = drawn.flatMap((_, i) => {
        if (seeded[i] === 'orphan') return [`orphan-leg callee-${i}`];
        return seeded[i] === 'twice' ? [`overlap sip-${i}`] : [];
      });
      const found = findLeaks(usesOf(...shuffled)).map(({ kind, use }) => `${kind} ${use.callId}`);
      expect(found.sort()).toEqual(expected.sort());
    }),
  );
});
