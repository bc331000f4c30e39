import fc from 'fast-check';
import { join } from 'node:path';
import { csvHeader, csvRows } from './csv';
import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { readCsv } from './read-csv';

afterAll(removeFolders);

const columns = [
  ['a', ([a]: readonly [string, string]) => a],
  ['b', ([, b]: readonly [string, string]) => b],
] as const;

const read = async (text: string) => {
  const rows: (readonly string[])[] = [];
  for await (const row of readCsv(join(folderWith({ 'x.csv': text }), 'x.csv'))) rows.push(row);
  return rows;
};

it('reads back what it wrote, for any cells', async () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[",\r\n+=a é]{0,8}$/));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
      expect(await read(csvHeader(columns) + csvRows(columns, rows))).toEqual([['a', 'b'], ...rows]);
    }),
  );
});

it('reads a file in many parts, with line breaks and quotes at their borders', async () => {
  const rows = Array.from({ length: 3_000 }, (_, i): readonly [string, string] => [
    'x'.repeat(i % 300),
    i % 3 === 0 ? '\r\n'.repeat(i % 50) : i % 3 === 1 ? '"é'.repeat(i % 50) : 'plain',
  ]);

  expect(await read(csvHeader(columns) + csvRows(columns, rows))).toEqual([['a', 'b'], ...rows]);
});

it.each(['a,b\r\n1', 'a,b\r\n1,2\n', 'a,b\r\n"1,2\r\n'])(
  'a file that breaks off is refused: %j',
  async (text) => {
    await expect(read(text)).rejects.toThrow('to its end: expected CR LF at the end of every row');
  },
);
