import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonFile, pythonText } from '../generate-python';
import { ratedColumnNames, recordKinds } from '.';

const workspace = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(workspace, path), 'utf8');

it('has generated the copy in Python [if not: npx tsx libs/rating-definitions/generate-python.ts]', () => {
  expect(readFileSync(pythonFile, 'utf8')).toBe(pythonText());
});

/** Code that must name each kind or column, because only a person can write it. */
const kindPlaces = [
  'libs/cdr/src/kind-of.ts',
  'libs/cdr/testing/documented-records.ts',
  'libs/rating/README.md',
  'apps/cdr-glue-job/src/rating_job/kinds.py',
];

it.each(kindPlaces)('%s names every kind of record', (path) => {
  expect(recordKinds.filter((kind) => !read(path).includes(kind))).toEqual([]);
});

/** By the comments behind the lines of `writeRow`: the head and the tail of a row come from the host. */
const columnsOfKernel = (): readonly string[] =>
  [...read('libs/rating-kernel/assembly/record.ts').matchAll(/ \/\/ columns?: ([\w, .]+)/g)].flatMap(
    ([, names = '']) => {
      const [first = '', last] = names.split('...').map((name) => name.trim());
      if (last === undefined) return names.split(',').map((name) => name.trim());
      const between = (name: string) => ratedColumnNames.findIndex((one) => one === name);
      return ratedColumnNames.slice(between(first), between(last) + 1);
    },
  );

/** The table of columns in the README. */
const columnsOfReadme = (): readonly string[] => {
  const [, rows = ''] =
    /\| column +\| is[^\n]*\n\|[^\n]*\n((?:\|[^\n]*\n)+)/.exec(read('libs/rating/README.md')) ?? [];
  return rows
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
};

/** The names that have a cell in the Glue job, in any order. */
const cellsOfPython = (): readonly string[] => {
  const text = read('apps/cdr-glue-job/src/rating_job/columns.py');
  const named = new Set([...text.matchAll(/^ +\(?"(\w+)"[:,]/gm)].map(([, name]) => name));
  return ratedColumnNames.filter((name) => named.has(name));
};

it.each([
  ['writeRow in libs/rating-kernel/assembly/record.ts', columnsOfKernel],
  ['the table in libs/rating/README.md', columnsOfReadme],
  ['apps/cdr-glue-job/src/rating_job/columns.py', cellsOfPython],
])('%s has every column of rated.csv, in order', (_place, columns) => {
  expect(columns()).toEqual(ratedColumnNames);
});

it('assembly/record.ts of the kernel numbers the kinds in the order of the definitions', () => {
  const [, names = ''] = /enum Kind \{([^}]*)\}/.exec(read('libs/rating-kernel/assembly/record.ts')) ?? [];
  const kinds = recordKinds.map((kind) => kind.replaceAll('-', ''));

  expect(names.toLowerCase().match(/\w+/g)).toEqual(kinds);
});
