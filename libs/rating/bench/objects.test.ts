import { readDocuments } from '@dialplane/cdr';
import { randomFrom } from '@dialplane/basics';
import { objectsOf } from './objects';
import { benchCallAt, connectorOf, benchRecord } from './records';

const shares = { copies: 0.01, conflicts: 0.01, broken: 0.01, overlaps: 0.01, legs: 0.2, orphans: 0.1 };
const traffic = { seed: 7, records: 5_000, recordsPerObject: 30, shares };

it('records have all 21 documented fields, and the size that those of AWS have', () => {
  const random = randomFrom(3);
  const records = Array.from({ length: 2_000 }, (_, i) =>
    benchRecord(benchCallAt(random, connectorOf(i), 1_769_000_000 + i)),
  );
  const sizes = records.map(({ text }) => Buffer.byteLength(text));

  expect(readDocuments(records[0]?.text ?? '', 'voice-connector')).toMatchObject([{ ok: true }]);
  expect(Object.keys(JSON.parse(records[0]?.text ?? ''))).toHaveLength(21);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(666);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(680);
});

it('the same seed gives the same bytes, and another one gives others', () => {
  const texts = [7, 7, 8].map((seed) => JSON.stringify([...objectsOf({ ...traffic, seed })]));

  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).not.toBe(texts[0]);
});

it.each([1, 30])('keys are different, and so many records make one object: %d', (recordsPerObject) => {
  const objects = [...objectsOf({ ...traffic, recordsPerObject })];

  expect(new Set(objects.map(({ key }) => key)).size).toBe(objects.length);
  expect(Math.max(...objects.map(({ documents }) => documents.length))).toBe(recordsPerObject);
});

it('lists the seeded faults of each kind, and their places', () => {
  const seeded = [...objectsOf(traffic)].flatMap((object) => object.seeded);

  expect(new Set(seeded.map(({ kind }) => kind))).toEqual(
    new Set(['copy', 'conflict', 'broken', 'overlap', 'orphan-leg']),
  );
});
