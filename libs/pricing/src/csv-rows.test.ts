import fc from 'fast-check';
import { csvRows } from './csv-rows';

it.each`
  text                     | rows
  ${''}                    | ${[]}
  ${'a,b'}                 | ${[['a', 'b']]}
  ${'a,b\n'}               | ${[['a', 'b']]}
  ${'a,b\r\nc,d\r\n'}      | ${[['a', 'b'], ['c', 'd']]}
  ${'a,\n,b'}              | ${[['a', ''], ['', 'b']]}
  ${'"a,b","c""d","e\nf"'} | ${[['a,b', 'c"d', 'e\nf']]}
  ${'\uFEFF"a"\n\n"b"\n'}  | ${[['a'], ['b']]}
  ${'"",""'}               | ${[['', '']]}
`('reads $text', ({ text, rows }) => {
  expect(csvRows(text)).toEqual(rows);
});

it('reads any cells that were quoted', () => {
  const rows = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 5 }));
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + end)
        .join('');

      expect(csvRows(text)).toEqual(rows);
    }),
  );
});

it('reads a cell of a megabyte', () => {
  const cell = 'x"'.repeat(500_000);

  expect(csvRows(`"${cell.replaceAll('"', '""')}",b`)).toEqual([[cell, 'b']]);
});
