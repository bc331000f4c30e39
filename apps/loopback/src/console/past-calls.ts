import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PastCalls } from './call-journal';
import type { Schemas } from './schemas';

/** The most calls that a folder keeps. */
const mostFiles = 1_000;

/** Calls as files in a folder, one each, so that they survive a restart. The oldest are removed. */
export const directoryPastCalls = (folder: string): PastCalls => {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return {
    read: () =>
      names.flatMap((name) => {
        try {
          return [JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schemas['Call']];
        } catch {
          return []; // a damaged file hides one past call, and no other
        }
      }),
    write: (call) => {
      const name = `${call.call.startedAt.replaceAll(':', '.')}_${call.call.id.replace(/[^\w-]/g, '')}.json`;
      const file = join(folder, name);
      writeFileSync(`${file}.new`, JSON.stringify(call));
      renameSync(`${file}.new`, file);
      names.push(name);
      for (const oldest of names.splice(0, Math.max(0, names.length - mostFiles)))
        rmSync(join(folder, oldest), { force: true });
    },
  };
};
