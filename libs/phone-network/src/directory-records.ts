import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecordStore } from './call-records';

/** Records as files below a folder, each under its object key. */
export const directoryRecords = (folder: string): RecordStore => ({
  write: (key, body) => {
    const file = join(folder, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  },
});
