import fc from 'fast-check';
import { listWindow } from './list-window';

/** The elements of a text that is one JSON list, read window by window; undefined if it is not one. */
const elementsOf = (text: string, atOnce: number): readonly string[] | undefined => {
  const bytes = Buffer.from(text);
  const pieces: string[] = [];
  let count = 0;
  for (let from = 0, wanted = atOnce; from < bytes.length;) {
    const to = Math.min(bytes.length, from + wanted);
    const found = listWindow(bytes.subarray(from, to), { isFirst: from === 0, isLast: to === bytes.length });
    if (!found) return undefined;
    count += found.elements;
    if (found.length > 0) pieces.push(bytes.toString('utf8', from, from + found.length));
    wanted = found.length > 0 ? atOnce : wanted * 2;
    from += found.length;
  }
  const all = JSON.parse(pieces.join('')) as readonly unknown[];
  expect(all).toHaveLength(count);
  return all.map((element) => JSON.stringify(element));
};

it('finds every element of any list, in windows of any size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { minLength: 1 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(undefined, 1, '\t'),
      (list, atOnce, indent) => {
        const text = JSON.stringify(list, null, indent);

        expect(elementsOf(`\n${text} `, atOnce)).toEqual(
          (JSON.parse(text) as readonly unknown[]).map((element) => JSON.stringify(element)),
        );
      },
    ),
  );
});

it.each([
  '{}',
  '[]',
  '[1',
  '[1,',
  '[1,]',
  '[1 2]',
  '[1]2',
  '[1]]',
  '[{"a":}]',
  '["a',
  '["a\\',
  '[,1]',
  '[}]',
  'x',
])('finds no list in %s', (text) => {
  for (let atOnce = 1; atOnce < 9; atOnce += 1) expect(elementsOf(text, atOnce)).toBeUndefined();
});
