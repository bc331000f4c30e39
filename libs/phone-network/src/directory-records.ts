import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordStore } from './call-records';

/** Records as files below a folder, each under its object key. A record is there whole or not at all, as it would be in S3. */
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
