import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordStore } from './call-records';

/** Records as files in a folder, each under its object key. A file appears only when it is complete, as in S3. */
export const directoryRecords = (folder: string): RecordStore => ({
  write: (key, body) => {
    const file = join(folder, key);
    const unfinished = join(folder, '.unfinished', randomUUID());
    mkdirSync(dirname(file), { recursive: true });
    mkdirSync(dirname(unfinished), { recursive: true });
    writeFileSync(unfinished, body);
    renameSync(unfinished, file);
  },
});
