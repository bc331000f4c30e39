import { priceSets } from './price-sets';
import {
  goldenAccount,
  goldenSecond,
  idOf,
  keyOf,
  leg,
  meetingLeg,
  streaming,
  voiceConnector,
} from './records';
import { inOrderAndCounted, priced, type Vector } from './vector';

/** Vectors with one call each: prices, times, lengths, reasons, tiers, and number formats. */

const callVector = (
  id: string,
  call: { at: number; seconds: number; usageType: string; prices?: string; usedBefore?: number },
): Vector => {
  const { prices = 'flat', usedBefore = 0, ...rest } = call;
  const record = { id: idOf(1), ...rest };
  const source = keyOf('calls', call.at, idOf(1));
  const scope = {
    accountId: goldenAccount,
    serviceCode: 'AmazonChimeVoiceConnector',
    usageType: call.usageType,
  };
  const period = new Date(call.at * 1000).toISOString().slice(0, 7);
  return {
    id,
    prices,
    ...(usedBefore > 0 && { usedBefore: [{ ...scope, period, seconds: usedBefore }] }),
    objects: [{ source, text: JSON.stringify(voiceConnector(record)) }],
    expected: inOrderAndCounted([
      priced(prices, { source, position: 0 }, { ...scope, at: call.at, seconds: call.seconds, usedBefore }),
    ]),
  };
};

const lines = (priceSets['flat'] ?? []).flatMap(({ lines }) => lines).map(({ usageType }) => usageType);
const calls = lines.filter((usageType) => !usageType.includes('kinesis'));

/** Every line, before and after each price change. */
export const priceChanges: readonly Vector[] = [
  '2019-01-01T00:00:00Z',
  '2020-03-01T00:00:00Z',
  '2020-07-01T00:00:00Z',
  '2020-07-12T00:00:00Z',
  '2020-08-01T00:00:00Z',
].flatMap((change) =>
  calls.flatMap((usageType) =>
    [-2, -1, 0, 1].map((offset) =>
      callVector(`change-${change.slice(0, 10)}${offset < 0 ? '' : '+'}${offset}-${usageType}`, {
        at: goldenSecond(change) + offset,
        seconds: 6,
        usageType,
      }),
    ),
  ),
);

/** Lengths in steps of six seconds and others, at prices whose sixtieths have no finite decimal form. */
export const lengths: readonly Vector[] = [
  0, 1, 5, 6, 7, 12, 30, 54, 59, 60, 61, 66, 599, 3600, 86_400, 359_999,
].flatMap((seconds) =>
  [
    'USE1-US-US-outbound-minutes',
    'USE1-US-inbound-minutes',
    'USE1-US-PA-outbound-minutes',
    'USE1-US-DE-outbound-minutes',
    'USE1-US-free-outbound-minutes',
    'USE1-US-second-outbound-seconds',
  ].flatMap((usageType) =>
    ['2020-02-29T12:00:00Z', '2020-04-01T12:00:00Z', '2020-10-01T12:00:00Z'].map((moment) =>
      callVector(`length-${seconds}-${usageType}-${moment.slice(0, 7)}`, {
        at: goldenSecond(moment),
        seconds,
        usageType,
      }),
    ),
  ),
);

/** Calls on, below and above every limit of every tier: within it, ending on it, and crossing it. */
export const tierEdges: readonly Vector[] = (
  [
    [
      'USE1-US-US-outbound-minutes',
      '2020-02-14T23:59:59Z',
      [60_000, 300_000],
      [0, 1, 6, 60, 60_001, 300_000],
    ],
    ['USE1-US-US-outbound-minutes', '2020-02-15T00:00:00Z', [120_000], [0, 1, 6, 60, 120_001]],
    ['USE1-US-inbound-minutes', '2020-02-01T00:00:00Z', [100], [0, 1, 6, 99, 101]],
    ['USE1-US-PA-outbound-minutes', '2020-02-01T00:00:00Z', [6, 30], [0, 1, 6, 24, 25, 60]],
  ] as const
).flatMap(([usageType, moment, limits, seconds]) =>
  limits.flatMap((limit) =>
    [0, limit - 6, limit - 1, limit, limit + 1]
      .filter((usedBefore, i, all) => usedBefore >= 0 && all.indexOf(usedBefore) === i)
      .flatMap((usedBefore) =>
        seconds.map((length) =>
          callVector(
            `tier-${usageType}-${moment.slice(0, 10)}-limit-${limit}-used-${usedBefore}-for-${length}`,
            {
              at: goldenSecond(moment),
              seconds: length,
              usageType,
              usedBefore,
              prices: 'tiered',
            },
          ),
        ),
      ),
  ),
);

const when = goldenSecond('2020-04-01T12:00:00Z');

/** The other kinds of record, with and without the fields that give them a price. */
export const kinds: readonly Vector[] = [0, 6, 24, 60, 3599].flatMap((seconds): readonly Vector[] => {
  const call = { id: idOf(1), at: when, seconds };
  const rate = (source: string, serviceCode: string, usageType: string) =>
    inOrderAndCounted([
      priced('flat', { source, position: 0 }, { serviceCode, usageType, at: when, seconds }),
    ]);
  const unrated = (source: string) =>
    inOrderAndCounted([
      { source, position: 0, outcome: 'unrated', late: false, reason: 'no-usage-type', seconds },
    ]);
  const keys = {
    stream: keyOf('streams', when, idOf(1)),
    leg: keyOf('legs', when, idOf(1)),
    meeting: keyOf('meetings', when, idOf(1)),
    call: keyOf('calls', when, idOf(1)),
  };
  const one = (source: string, record: object) => [{ source, text: JSON.stringify(record) }];
  const usageType = 'USE1-US-inbound-minutes';
  const mapped = {
    when: { Direction: 'Outbound', DestinationCountry: 'US' },
    usageType: 'USE1-US-US-outbound-minutes',
    serviceCode: 'AmazonChimeVoiceConnector',
  };
  return [
    {
      id: `kind-streaming-${seconds}`,
      prices: 'flat',
      objects: one(keys.stream, streaming({ ...call, usageType: 'USE1-VC-kinesis-audio-streaming' })),
      expected: rate(keys.stream, 'AmazonChime', 'USE1-VC-kinesis-audio-streaming'),
    },
    {
      id: `kind-leg-${seconds}`,
      prices: 'flat',
      objects: one(keys.leg, leg({ ...call, usageType })),
      expected: rate(keys.leg, 'AmazonChimeVoiceConnector', usageType),
    },
    {
      id: `kind-meeting-without-mapping-${seconds}`,
      prices: 'flat',
      objects: one(keys.meeting, meetingLeg(call)),
      expected: unrated(keys.meeting),
    },
    {
      id: `kind-meeting-with-mapping-${seconds}`,
      prices: 'flat',
      mapping: [{ when: { Direction: 'Inbound' }, usageType: 'not this one' }, mapped],
      objects: one(keys.meeting, meetingLeg(call)),
      expected: rate(keys.meeting, mapped.serviceCode, mapped.usageType),
    },
    {
      id: `kind-meeting-with-a-mapping-that-does-not-fit-${seconds}`,
      prices: 'flat',
      mapping: [{ ...mapped, when: { Direction: 'Inbound' } }],
      objects: one(keys.meeting, meetingLeg(call)),
      expected: unrated(keys.meeting),
    },
    {
      id: `kind-meeting-mapped-to-its-own-offer-which-is-not-there-${seconds}`,
      prices: 'flat',
      mapping: [{ when: {}, usageType: 'USE1-US-US-outbound-minutes' }],
      objects: one(keys.meeting, meetingLeg(call)),
      expected: rate(keys.meeting, 'AmazonChimeBusinessCalling', 'USE1-US-US-outbound-minutes'),
    },
    {
      id: `kind-call-of-an-unknown-line-${seconds}`,
      prices: 'flat',
      objects: one(keys.call, voiceConnector({ ...call, usageType: 'USE1-XX-YY-outbound-minutes' })),
      expected: rate(keys.call, 'AmazonChimeVoiceConnector', 'USE1-XX-YY-outbound-minutes'),
    },
    {
      id: `kind-call-of-an-unknown-service-${seconds}`,
      prices: 'flat',
      objects: one(
        keys.call,
        voiceConnector({ ...call, usageType, more: { ServiceCode: 'AmazonChimeDialin' } }),
      ),
      expected: rate(keys.call, 'AmazonChimeDialin', usageType),
    },
    {
      id: `kind-call-without-usage-type-${seconds}`,
      prices: 'flat',
      objects: one(keys.call, voiceConnector({ ...call, usageType, more: { UsageType: undefined } })),
      expected: unrated(keys.call),
    },
    {
      id: `kind-call-with-empty-usage-type-${seconds}`,
      prices: 'flat',
      objects: one(keys.call, voiceConnector({ ...call, usageType, more: { UsageType: '' } })),
      expected: unrated(keys.call),
    },
  ];
});

/** The same call, written in many ways. */
export const writings: readonly Vector[] = (
  [
    ['seconds-as-text', { BillableDurationSeconds: '6' }],
    ['seconds-as-decimal-text', { BillableDurationSeconds: '6.0' }],
    ['minutes-as-text', { BillableDurationMinutes: '.1' }],
    ['minutes-missing', { BillableDurationMinutes: undefined }],
    ['minutes-wrong', { BillableDurationMinutes: 60 }],
    ['start-as-text', { StartTimeEpochSeconds: String(when) }],
    ['end-missing', { EndTimeEpochSeconds: undefined }],
    ['account-as-number', { AwsAccountId: Number(goldenAccount) }],
    ['schema-missing', { SchemaVersion: undefined }],
    ['schema-older', { SchemaVersion: '1.0' }],
    ['country-of-no-matter', { DestinationCountry: 'DE' }],
    ['field-unknown', { IsProxyCall: true, Something: { new: [1, 2] } }],
    ['status-failed', { Status: 'Failed', StatusMessage: 'Busy {' }],
  ] as const
).flatMap(([name, more]) =>
  (
    [
      ['minified', undefined],
      ['pretty', '\t'],
      ['with-new-line', undefined],
    ] as const
  ).map(([form, indent]): Vector => {
    const usageType = 'USE1-US-US-outbound-minutes';
    const source = keyOf('calls', when, idOf(1));
    const record = voiceConnector({ id: idOf(1), at: when, seconds: 6, usageType, more });
    const text = JSON.stringify(record, null, indent) + (form === 'with-new-line' ? '\n' : '');
    return {
      id: `writing-${name}-${form}`,
      prices: 'flat',
      objects: [{ source, text }],
      expected: inOrderAndCounted([
        priced(
          'flat',
          { source, position: 0 },
          {
            serviceCode: 'AmazonChimeVoiceConnector',
            usageType,
            at: when,
            seconds: 6,
          },
        ),
      ]),
    };
  }),
);
