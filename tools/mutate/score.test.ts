import { scoreOf } from './score';

const source = 'const a = 1;\nif (a > 1) stop();\n';
const mutant = (status: string, replacement: string) => ({
  status,
  replacement,
  location: { start: { line: 2, column: 5 }, end: { line: 2, column: 10 } },
});
const report = (...mutants: ReturnType<typeof mutant>[]) => ({ files: { 'libs/a.ts': { source, mutants } } });

it('counts failed and timed-out tests as killed, and names each survivor with its place', () => {
  const found = scoreOf(
    report(
      mutant('Killed', 'a < 1'),
      mutant('Timeout', 'true'),
      mutant('Survived', 'a >= 1'),
      mutant('NoCoverage', 'false'),
    ),
    [],
  );

  expect(found).toEqual({
    killed: 2,
    equivalent: 0,
    survivors: ['libs/a.ts:2  a > 1  ->  a >= 1', 'libs/a.ts:2  a > 1  ->  false'],
    percent: 50,
  });
});

it('leaves out mutants that are listed as equivalent, and only those', () => {
  const equivalents = [
    { file: 'libs/a.ts', original: 'a > 1', replacement: 'a >= 1', because: 'a is never 1' },
  ];
  const found = scoreOf(
    report(mutant('Killed', 'true'), mutant('Survived', 'a >= 1'), mutant('Survived', 'false')),
    equivalents,
  );

  expect(found).toMatchObject({
    killed: 1,
    equivalent: 1,
    survivors: [expect.stringContaining('->  false')],
  });
});
