import { good, rated, serviceCode, source, usageType, when } from './good-call';
import { idOf, keyOf, leg, meetingLeg, streaming } from './records';
import { type ExpectedOutcome, inOrderAndCounted, priced, type Vector, type VectorObject } from './vector';

const object = (n: number, document: object, indent?: number): VectorObject => ({
  source: `${source}-${n}`,
  text: JSON.stringify(document, null, indent),
});
const place = (n: number) => [`${source}-${n}`, 0] as const;
const copy = (n: number, of: number): ExpectedOutcome => ({
  source: `${source}-${n}`,
  position: 0,
  outcome: 'duplicate',
  of: place(of),
});
const contradiction = (n: number, other: number): ExpectedOutcome => ({
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
      'twice-with-seconds-as-text',
      [
        object(0, good(1)),
        object(1, good(1, { BillableDurationSeconds: '6', BillableDurationMinutes: '.1' })),
      ],
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
  ] as const satisfies readonly (readonly [string, readonly VectorObject[], readonly ExpectedOutcome[]])[]
).map(([name, objects, expected]) => ({
  id: `copies-${name}`,
  prices: 'flat',
  objects,
  expected: inOrderAndCounted(expected),
}));

const legs = ['a', 'b'].flatMap((callId) =>
  ['USE1-US-inbound-minutes', usageType].map((usageType) => ({ callId, usageType })),
);

/** Several records of one transaction that are not copies of each other. */
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

/** Records of all kinds in one object whose key does not name the kind. Each is recognised by its fields. */
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
