import fc from 'fast-check';
import { inOrder } from './in-order';

it('texts are in the order of their bytes in UTF-8', () => {
  // Whole characters only: half of one has no bytes of its own.
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(inOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

it('sorts characters of two UTF-16 units after those of one', () => {
  expect(['\u{1f4de}', '\uff01', 'z'].sort(inOrder)).toEqual(['z', '\uff01', '\u{1f4de}']);
});

it('is the order of UTF-8 bytes', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', '/', '-', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}'),
  });
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(Math.sign(inOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 1_000 },
  );
});
