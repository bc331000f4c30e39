import { good, rated, source, when } from './good-call';
import { type ExpectedOutcome, inOrderAndCounted, type Vector } from './vector';

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

/** Each kind of invalid record, alone and between two valid ones. */
export const rejections: readonly Vector[] = broken.flatMap(([name, text, reason]): readonly Vector[] => {
  const rejected = (position: number): ExpectedOutcome => ({ source, position, outcome: 'rejected', reason });
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
