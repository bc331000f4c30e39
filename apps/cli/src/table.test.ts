import fc from 'fast-check';
import { formatDetails, harmless, formatTable } from './table';

const rows = [
  ['+12065550100', 'a'],
  ['+12065550101', 'a name that is long'],
];

it('lines columns up under their headings, without spaces at the end', () => {
  expect(formatTable(['number', 'name'], rows, Infinity)).toBe(
    'NUMBER        NAME\n+12065550100  a\n+12065550101  a name that is long',
  );
});

it('cuts what does not fit, and shows that it did, but never the first column', () => {
  expect(formatTable(['number', 'name'], rows, 24)).toBe(
    'NUMBER        NAME\n+12065550100  a\n+12065550101  a name th…',
  );
});

it('never is wider than the terminal, unless the terminal is too narrow for any table', () => {
  const key = fc.string({ maxLength: 8 });
  const text = fc.string({ maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, text, text)), fc.integer({ min: 28, max: 200 }), (cells, columns) => {
      for (const line of formatTable(['one', 'two', 'three'], cells, columns).split('\n'))
        expect(line.length).toBeLessThanOrEqual(columns);
    }),
  );
});

it('shows every row on a line of its own, also one with line breaks in it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (cells) => {
      expect(formatTable(['one', 'two'], cells, Infinity).split('\n')).toHaveLength(cells.length + 1);
    }),
  );
});

it('takes from text what a terminal would obey', () => {
  expect(harmless('main \u001b[31mline\r\n\u009b')).toBe('main \ufffd[31mline\ufffd\ufffd\ufffd');
});

it('shows details one a line, and leaves out what there is not', () => {
  expect(
    formatDetails([
      ['number', '+12065550100'],
      ['hours', undefined],
      ['at the end', 'apology'],
    ]),
  ).toBe('number      +12065550100\nat the end  apology');
});
