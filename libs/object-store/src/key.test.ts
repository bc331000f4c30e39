import fc from 'fast-check';
import { inKeyOrder } from './key';

it('is the order of UTF-8 bytes', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', '/', '-', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}'),
  });
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(Math.sign(inKeyOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 1_000 },
  );
});
