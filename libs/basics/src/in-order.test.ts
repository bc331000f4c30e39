import fc from 'fast-check';
import { inOrder } from './in-order';

it('is the order of UTF-8 bytes', () => {
  // Whole characters only: half of one has no bytes of its own.
  const edges = fc.constantFrom('a', '/', '-', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}');
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: edges }));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(inOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 1_000 },
  );
});

it('sorts characters of two UTF-16 units after those of one', () => {
  expect(['\u{1f4de}', '\uff01', 'z'].sort(inOrder)).toEqual(['z', '\uff01', '\u{1f4de}']);
});
