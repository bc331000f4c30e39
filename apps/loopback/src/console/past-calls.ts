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
          const call: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
          return isCall(call) ? [call] : [];
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

/** Whether a file has the parts that lists of calls read. */
const isCall = (value: unknown): value is Schemas['Call'] => {
  const { call, ladder } = (value ?? {}) as Partial<Schemas['Call']>;
  return typeof call?.id === 'string' && Array.isArray(call.legs) && Array.isArray(ladder?.rungs);
};
