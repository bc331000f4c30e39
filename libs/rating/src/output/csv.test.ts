import fc from 'fast-check';
import { csvHeader, csvRows } from './csv';
import { rowsOf } from '../../testing';

const columns = [
  ['a', ({ a }: { readonly a: string; readonly b: string }) => a],
  ['b', ({ b }: { readonly a: string; readonly b: string }) => b],
] as const;

it('reads back any cells', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[",\r\n+=a ]{0,8}$/));
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
      expect(rowsOf(csvHeader(columns) + csvRows(columns, rows))).toEqual(rows);
    }),
  );
});

it('lines end in CR LF, and only what must be quoted is', () => {
  expect(csvHeader(columns) + csvRows(columns, [{ a: '+12065550100', b: 'x, "y"\nz' }])).toBe(
    'a,b\r\n+12065550100,"x, ""y""\nz"\r\n',
  );
});
