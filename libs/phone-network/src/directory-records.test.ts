import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryRecords } from './directory-records';

it('writes each record under its key, and leaves nothing unfinished', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  try {
    const records = directoryRecords(folder);
    records.write('a/2026/01/05/first', '{"n":1}');
    records.write('a/2026/01/05/first', '{"n":2}');
    records.write('a/2026/01/06/second', '{"n":3}');

    expect(readFileSync(join(folder, 'a/2026/01/05/first'), 'utf8')).toBe('{"n":2}');
    expect(readdirSync(join(folder, 'a/2026/01'))).toEqual(['05', '06']);
    expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
