import fc from 'fast-check';
import { drawProgress } from './progress-bar';

const half = { bytes: 1_200_000_000, totalBytes: 2_400_000_000, records: 4_123_456 };

it.each`
  done                                               | seconds | columns | line
  ${half}                                            | ${10}   | ${120}  | ${`[${'#'.repeat(15)}${'-'.repeat(15)}]  50 %  1.2 of 2.4 GB  412,000 records/s  0:10 left`}
  ${half}                                            | ${10}   | ${70}   | ${'[########---------]  50 %  1.2 of 2.4 GB  412,000 records/s  0:10 left'}
  ${half}                                            | ${10}   | ${52}   | ${'50 %  1.2 of 2.4 GB  412,000 records/s  0:10 left'}
  ${half}                                            | ${10}   | ${45}   | ${'50 %  1.2 of 2.4 GB  412,000 records/s'}
  ${half}                                            | ${10}   | ${4}    | ${'50 %'}
  ${half}                                            | ${10}   | ${2}    | ${'50'}
  ${{ bytes: 0, totalBytes: 2_000, records: 0 }}     | ${0}    | ${50}   | ${'0 %  0.0 of 2.0 kB  - records/s  -:-- left'}
  ${{ bytes: 10, totalBytes: 999, records: 1 }}      | ${1}    | ${40}   | ${'1 %  10 of 999 B  1 records/s  1:39 left'}
  ${{ bytes: 1e6, totalBytes: 4e9, records: 1_499 }} | ${1}    | ${51}   | ${'0 %  0.0 of 4.0 GB  1,500 records/s  1:06:39 left'}
  ${{ bytes: 2_000, totalBytes: 2_000, records: 3 }} | ${2}    | ${50}   | ${'100 %  2.0 of 2.0 kB  2 records/s  0:00 left'}
  ${{ bytes: 0, totalBytes: 0, records: 0 }}         | ${1}    | ${44}   | ${'0 %  0 of 0 B  0 records/s  -:-- left'}
  ${{ bytes: 1_200_000_000, records: 4_123_456 }}    | ${10}   | ${99}   | ${'1.2 GB  412,000 records/s'}
`('$seconds s, $columns columns: $line', ({ done, seconds, columns, line }) => {
  expect(drawProgress(done, seconds * 1_000, columns)).toBe(line);
});

it('is never wider than it may be, and never shows more than all', () => {
  const whole = fc.nat({ max: 10 ** 13 });
  fc.assert(
    fc.property(
      whole,
      whole,
      whole,
      whole,
      fc.nat({ max: 200 }),
      (bytes, totalBytes, records, time, columns) => {
        const line = drawProgress(
          { bytes, records, ...(totalBytes !== null && { totalBytes }) },
          time,
          columns,
        );

        expect(line.length).toBeLessThanOrEqual(columns);
        expect(Number(/(\d+) %/.exec(line)?.[1] ?? 0)).toBeLessThanOrEqual(100);
      },
    ),
  );
});
