import {
  accountId,
  at,
  idOf,
  keyOf,
  leg,
  meetingLeg,
  randomNumbers,
  streaming,
  voiceConnector,
} from './records';
import { type Expected, inOrderAndCounted, priced, type Vector, type VectorObject } from './vector';

/** Vectors of several documents: rejections, copies, windows, late records, tiers that fill up, and all of it mixed. */

const serviceCode = 'AmazonChimeVoiceConnector';
const usageType = 'USE1-US-US-outbound-minutes';
const when = at('2020-04-01T12:00:00Z');
const good = (n: number, more = {}) => voiceConnector({ id: idOf(n), at: when, seconds: 6, usageType, more });
const rated = (source: string, position: number): Expected =>
  priced('flat', { source, position }, { serviceCode, usageType, at: when, seconds: 6 });
const source = keyOf('calls', when, idOf(1));

const broken: readonly (readonly [name: string, text: string, reason: string])[] = [
  ['empty', '', 'empty'],
  ['blank', ' \n\t\n', 'empty'],
  ['breaks-off', JSON.stringify(good(1)).slice(0, -1), 'not-json'],
  ['breaks-off-in-a-text', JSON.stringify(good(1)).slice(0, 20), 'not-json'],
  ['csv', 'TransactionId,CallId', 'not-json'],
  ['list', '[1]', 'not-an-object'],
  ['text', '"call"', 'not-an-object'],
  ['number', '42', 'not-an-object'],
  ['null', 'null', 'not-an-object'],
  ['schema-newer', JSON.stringify(good(1, { SchemaVersion: '3.0' })), 'unknown-schema'],
  ['schema-of-words', JSON.stringify(good(1, { SchemaVersion: 'latest' })), 'unknown-schema'],
  ...(
    [
      ['TransactionId', undefined],
      ['TransactionId', ''],
      ['TransactionId', null],
      ['ServiceCode', undefined],
      ['AwsAccountId', undefined],
      ['UsageType', 7],
      ['BillableDurationSeconds', undefined],
      ['BillableDurationSeconds', -6],
      ['BillableDurationSeconds', 6.5],
      ['BillableDurationSeconds', 'six'],
      ['BillableDurationSeconds', '6e1'],
      ['BillableDurationSeconds', true],
      ['BillableDurationSeconds', 2 ** 53],
      ['StartTimeEpochSeconds', undefined],
      ['StartTimeEpochSeconds', '2020-04-01'],
      ['StartTimeEpochSeconds', when * 1000],
      ['EndTimeEpochSeconds', 'never'],
    ] as const
  ).map(([field, value]) => {
    const text = JSON.stringify(good(1, { [field]: value }));
    return [`field-${field}-${JSON.stringify(value) ?? 'missing'}`, text, 'bad-field'] as const;
  }),
];

/** Each thing that is wrong, alone and between two records that are right. */
export const rejections: readonly Vector[] = broken.flatMap(([name, text, reason]): readonly Vector[] => {
  const rejected = (position: number): Expected => ({ source, position, outcome: 'rejected', reason });
  const alone: Vector = {
    id: `rejected-${name}`,
    prices: 'flat',
    objects: [{ source, text }],
    expected: inOrderAndCounted([rejected(0)]),
  };
  if (text.trim() === '') return [alone];
  return [
    alone,
    {
      id: `rejected-${name}-between-two`,
      prices: 'flat',
      objects: [{ source, text: `${JSON.stringify(good(2))}\n${text}\n${JSON.stringify(good(3))}\n` }],
      expected: inOrderAndCounted([rated(source, 0), rejected(1), rated(source, 2)]),
    },
  ];
});

const object = (n: number, document: object, indent?: number): VectorObject => ({
  source: `${source}-${n}`,
  text: JSON.stringify(document, null, indent),
});
const place = (n: number) => [`${source}-${n}`, 0] as const;
const copy = (n: number, of: number): Expected => ({
  source: `${source}-${n}`,
  position: 0,
  outcome: 'duplicate',
  of: place(of),
});
const contradiction = (n: number, other: number): Expected => ({
  source: `${source}-${n}`,
  position: 0,
  outcome: 'conflict',
  with: place(other),
});
const reversed = (document: object) => Object.fromEntries(Object.entries(document).reverse());
const longer = (n: number) => good(n, { BillableDurationSeconds: 12 });

export const copies: readonly Vector[] = (
  [
    ['twice', [object(0, good(1)), object(1, good(1))], [rated(`${source}-0`, 0), copy(1, 0)]],
    ['twice-pretty', [object(0, good(1)), object(1, good(1), 2)], [rated(`${source}-0`, 0), copy(1, 0)]],
    [
      'twice-in-another-order',
      [object(0, good(1)), object(1, reversed(good(1)))],
      [rated(`${source}-0`, 0), copy(1, 0)],
    ],
    [
      'three-times',
      [object(0, good(1)), object(1, good(1)), object(2, good(1))],
      [rated(`${source}-0`, 0), copy(1, 0), copy(2, 0)],
    ],
    [
      'contradicting',
      [object(0, good(1)), object(1, longer(1))],
      [rated(`${source}-0`, 0), contradiction(1, 0)],
    ],
    [
      'contradicting-in-one-field-of-no-matter',
      [object(0, good(1)), object(1, good(1, { Something: 1 }))],
      [rated(`${source}-0`, 0), contradiction(1, 0)],
    ],
    [
      'contradicting-then-a-copy-of-the-first',
      [object(0, good(1)), object(1, longer(1)), object(2, good(1))],
      [rated(`${source}-0`, 0), contradiction(1, 0), copy(2, 0)],
    ],
    [
      'contradicting-twice',
      [object(0, good(1)), object(1, longer(1)), object(2, longer(1))],
      [rated(`${source}-0`, 0), contradiction(1, 0), contradiction(2, 0)],
    ],
    [
      'objects-are-taken-in-order-of-their-keys',
      [object(1, longer(1)), object(0, good(1))],
      [rated(`${source}-0`, 0), contradiction(1, 0)],
    ],
    [
      'the-first-to-arrive-is-taken',
      [
        { ...object(0, good(1)), arrivedAt: when + 100 },
        { ...object(1, good(1)), arrivedAt: when + 99 },
      ],
      [{ ...copy(0, 1) }, rated(`${source}-1`, 0)],
    ],
    [
      'a-rejected-one-is-no-copy',
      [object(0, good(1, { BillableDurationSeconds: 'six' })), object(1, good(1))],
      [
        { source: `${source}-0`, position: 0, outcome: 'rejected', reason: 'bad-field' },
        rated(`${source}-1`, 0),
      ],
    ],
  ] as const satisfies readonly (readonly [string, readonly VectorObject[], readonly Expected[]])[]
).map(([name, objects, expected]) => ({
  id: `copies-${name}`,
  prices: 'flat',
  objects,
  expected: inOrderAndCounted(expected),
}));

const legs = ['a', 'b'].flatMap((callId) =>
  ['USE1-US-inbound-minutes', usageType].map((usageType) => ({ callId, usageType })),
);

/** One transaction with several records that are no copies of each other. */
export const sameTransaction: readonly Vector[] = [
  {
    id: 'same-transaction-of-a-call-and-its-stream',
    prices: 'flat',
    objects: [
      { source, text: JSON.stringify(good(1)) },
      {
        source: keyOf('streams', when, idOf(1)),
        text: JSON.stringify(
          streaming({ id: idOf(1), at: when, seconds: 6, usageType: 'USE1-VC-kinesis-audio-streaming' }),
        ),
      },
    ],
    expected: inOrderAndCounted([
      rated(source, 0),
      priced(
        'flat',
        { source: keyOf('streams', when, idOf(1)), position: 0 },
        { serviceCode: 'AmazonChime', usageType: 'USE1-VC-kinesis-audio-streaming', at: when, seconds: 6 },
      ),
    ]),
  },
  {
    id: 'same-transaction-of-legs-and-usages',
    prices: 'flat',
    objects: legs.map(({ callId, usageType }, n) => ({
      source: `${keyOf('legs', when, idOf(1))}_${n}`,
      text: JSON.stringify(leg({ id: idOf(1), at: when, seconds: 30, usageType, more: { CallId: callId } })),
    })),
    expected: inOrderAndCounted(
      legs.map(({ usageType }, n) =>
        priced(
          'flat',
          { source: `${keyOf('legs', when, idOf(1))}_${n}`, position: 0 },
          { serviceCode, usageType, at: when, seconds: 30 },
        ),
      ),
    ),
  },
];

const compacted = 'compacted/2020-04-01.ndjson';

/** All kinds in one object whose key says nothing: each is told by its fields. */
export const compactedObjects: readonly Vector[] = [
  {
    id: 'compacted-object-of-all-kinds',
    prices: 'flat',
    objects: [
      {
        source: compacted,
        text: [
          good(1),
          streaming({ id: idOf(1), at: when, seconds: 6, usageType: 'USE1-VC-kinesis-audio-streaming' }),
          leg({ id: idOf(1), at: when, seconds: 6, usageType }),
          meetingLeg({ id: idOf(1), at: when, seconds: 6 }),
          { Something: 'else' },
        ]
          .map((document) => JSON.stringify(document))
          .join('\n'),
      },
    ],
    expected: inOrderAndCounted([
      rated(compacted, 0),
      priced(
        'flat',
        { source: compacted, position: 1 },
        { serviceCode: 'AmazonChime', usageType: 'USE1-VC-kinesis-audio-streaming', at: when, seconds: 6 },
      ),
      rated(compacted, 2),
      {
        source: compacted,
        position: 3,
        outcome: 'unrated',
        late: false,
        reason: 'no-usage-type',
        seconds: 6,
      },
      { source: compacted, position: 4, outcome: 'rejected', reason: 'unknown-kind' },
    ]),
  },
];

const windows: readonly (readonly [text: string, zone: string, start: string, end: string])[] = [
  ['2020-02-29/Monthly', 'UTC', '2020-02-01T00:00:00Z', '2020-03-01T00:00:00Z'],
  ['2021-02-28/Monthly', 'UTC', '2021-02-01T00:00:00Z', '2021-03-01T00:00:00Z'],
  ['2020-04-30/Monthly', 'UTC', '2020-04-01T00:00:00Z', '2020-05-01T00:00:00Z'],
  ['2020-01-15/Monthly', 'UTC', '2019-12-16T00:00:00Z', '2020-01-16T00:00:00Z'],
  ['2020-03-01/Weekly', 'UTC', '2020-02-24T00:00:00Z', '2020-03-02T00:00:00Z'],
  ['2020-02-29/Daily', 'UTC', '2020-02-29T00:00:00Z', '2020-03-01T00:00:00Z'],
  ['2020-03-08/Daily', 'America/New_York', '2020-03-08T00:00:00-05:00', '2020-03-09T00:00:00-04:00'],
  ['2020-11-01/Daily', 'America/New_York', '2020-11-01T00:00:00-04:00', '2020-11-02T00:00:00-05:00'],
  ['2020-03-31/Monthly', 'Europe/Berlin', '2020-03-01T00:00:00+01:00', '2020-04-01T00:00:00+02:00'],
  ['2020-05-03/Weekly', 'Asia/Kathmandu', '2020-04-27T00:00:00+05:45', '2020-05-04T00:00:00+05:45'],
];

/** Both sides of both ends of a window, by the call's time alone and by when it arrived. */
export const windowEdges: readonly Vector[] = windows.flatMap(([text, zone, from, to]) => {
  const window = { text, zone, start: at(from), end: at(to) };
  const lag = 3 * 3600;
  const cases: readonly (readonly [
    name: string,
    start: number,
    arrived: number | undefined,
    because: string,
  ])[] = [
    ['first-second', window.start, undefined, 'in-time'],
    ['last-second', window.end - 1, undefined, 'in-time'],
    ['second-before', window.start - 1, undefined, 'before'],
    ['second-behind', window.end, undefined, 'after'],
    ['arrived-at-once', window.start, window.start + 30, 'in-time'],
    ['arrived-in-the-last-second-of-the-lag', window.end - 60, window.end + lag - 1, 'in-time'],
    ['arrived-when-the-lag-was-over', window.end - 60, window.end + lag, 'too-late'],
    ['of-the-window-before-and-late', window.start - 60, window.start + lag, 'late'],
    ['of-the-window-before-and-in-time-there', window.start - 60, window.start + lag - 1, 'before'],
    ['late-and-as-old-as-the-look-back', window.start - 3 * 86_400, window.end - 1, 'late'],
    ['late-and-older', window.start - 3 * 86_400 - 1, window.end - 1, 'too-old'],
    ['late-for-the-next-one-too', window.start - 60, window.end + lag, 'too-late'],
    ['of-the-window-behind', window.end + 60, window.end + 90, 'after'],
  ];
  return cases.map(([name, start, arrivedAt, because]): Vector => {
    const source = keyOf('calls', start, idOf(1));
    const place = { source, position: 0 };
    const document = voiceConnector({ id: idOf(1), at: start, seconds: 6, usageType });
    const expected: Expected =
      because === 'in-time' || because === 'late'
        ? priced('flat', place, { serviceCode, usageType, at: start, seconds: 6, late: because === 'late' })
        : { ...place, outcome: 'outside', because };
    return {
      id: `window-${text.replace('/', '-')}-${zone}-${name}`,
      prices: 'flat',
      window,
      objects: [{ source, ...(arrivedAt !== undefined && { arrivedAt }), text: JSON.stringify(document) }],
      expected: inOrderAndCounted([expected]),
    };
  });
});

/** Calls that fill tiers up, entered in any order: what counts is when they began. */
export const fillingTiers: readonly Vector[] = Array.from({ length: 36 }, (_, n): Vector => {
  const random = randomNumbers(1000 + n);
  const day = n % 2 === 0 ? at('2020-02-13T00:00:00Z') : at('2020-02-27T00:00:00Z'); // over a price change; over a month
  const calls = Array.from({ length: 4 + random(8) }, (_, i) => ({
    id: idOf(1 + ((i * 7) % 13)),
    at: day + random(4 * 86_400),
    seconds: 6 * random(12_000),
    usageType,
    more: { AwsAccountId: i % 3 === 0 ? '444455556666' : accountId },
  }));
  const used = new Map<string, number>();
  const expected = [...calls]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((call) => {
      const scope = `${call.more.AwsAccountId} ${new Date(call.at * 1000).toISOString().slice(0, 7)}`;
      const usedBefore = used.get(scope) ?? 0;
      used.set(scope, usedBefore + call.seconds);
      const place = { source: keyOf('calls', call.at, call.id), position: 0 };
      return priced('tiered', place, {
        serviceCode,
        usageType,
        at: call.at,
        seconds: call.seconds,
        usedBefore,
      });
    });
  return {
    id: `filling-tiers-${n}`,
    prices: 'tiered',
    objects: calls.map((call) => ({
      source: keyOf('calls', call.at, call.id),
      text: JSON.stringify(voiceConnector(call)),
    })),
    expected: inOrderAndCounted(expected),
  };
});

/** A day's objects with everything in them that can happen. */
export const mixed: readonly Vector[] = Array.from({ length: 24 }, (_, n): Vector => {
  const random = randomNumbers(5000 + n);
  const window = {
    text: '2020-06-30/Daily',
    zone: 'UTC',
    start: at('2020-06-30T00:00:00Z'),
    end: at('2020-07-01T00:00:00Z'),
  };
  const lines = [
    usageType,
    'USE1-US-inbound-minutes',
    'USE1-US-DE-outbound-minutes',
    'USE1-US-away-outbound-minutes',
    'none',
  ];
  const objects: VectorObject[] = [];
  const expected: Expected[] = [];
  for (let i = 0; i < 8 + random(8); i += 1) {
    const start = window.start - 3600 + random(26 * 3600);
    const call = {
      id: idOf(i),
      at: start,
      seconds: 6 * random(50),
      usageType: lines[random(lines.length)] ?? usageType,
    };
    const source = keyOf('calls', start, call.id);
    const document = JSON.stringify(voiceConnector(call));
    const outcome: Expected =
      start < window.start || start >= window.end
        ? { source, position: 0, outcome: 'outside', because: start < window.start ? 'before' : 'after' }
        : priced('flat', { source, position: 0 }, { serviceCode, ...call });
    const luck = random(6);
    const second: readonly [string, Expected] | undefined =
      luck === 0
        ? [document, { source, position: 1, outcome: 'duplicate', of: [source, 0] }]
        : luck === 1
          ? [
              JSON.stringify(voiceConnector({ ...call, seconds: call.seconds + 6 })),
              { source, position: 1, outcome: 'conflict', with: [source, 0] },
            ]
          : luck === 2
            ? [document.slice(0, -9), { source, position: 1, outcome: 'rejected', reason: 'not-json' }]
            : undefined;
    objects.push({ source, text: second ? `${document}\n${second[0]}\n` : document });
    expected.push(outcome, ...(second ? [second[1]] : []));
  }
  return { id: `mixed-${n}`, prices: 'flat', window, objects, expected: inOrderAndCounted(expected) };
});
