import { epochSeconds, inOrder } from '@dialplane/basics';
import { randomUUID } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuseEmpty } from './key';
import type { ObjectStore, StoredObject } from './object-store';

/**
 * Objects in a directory, each in the file that its key names. Links are followed.
 *
 * What a bucket can hold and a directory cannot is refused: a key with an empty part or with `.` or `..`, one that is both an
 * object and a folder of others. A folder that is empty is still one. Writing does not wait until the disk has it for good.
 */
export const directoryObjects = (
  folder: string,
): ObjectStore & Required<Pick<ObjectStore, 'localPath' | 'names'>> => {
  const localPath = (key: string): string => join(folder, checked(key));

  const put = async (key: string, make: (draft: string) => Promise<void>): Promise<void> => {
    const path = localPath(key);
    const draft = join(dirname(path), draftOf(randomUUID()));
    await mkdir(dirname(path), { recursive: true });
    try {
      await make(draft);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  };

  const store: ObjectStore & Required<Pick<ObjectStore, 'names'>> = {
    entries: async (prefix) => {
      const entries = await entriesOf(join(folder, checkedPrefix(prefix)));
      const names = (isFolder: boolean) =>
        entries
          .filter((entry) => entry.isFolder === isFolder)
          .map(({ name }) => name)
          .sort(inOrder);
      return { folders: names(true), files: names(false) };
    },

    folders: async (prefix) => (await store.entries(prefix)).folders,

    list: (prefix) => {
      const begin = checkedPrefix(prefix).lastIndexOf('/') + 1;
      return listFolder(folder, prefix.slice(0, begin), prefix.slice(begin));
    },

    names: async (prefix) => {
      const path = join(folder, checkedPrefix(prefix));
      const entries = (await unlessMissing(readdir(path, { withFileTypes: true }))) ?? [];
      const names = entries.map(({ name }) => name).filter((name) => !name.startsWith(draftOf('')));
      const areFiles = entries.every((entry) => entry.isFile() && !entry.name.includes('\u{fffd}'));
      const [first] = names.sort(inOrder);
      if (!areFiles || first === undefined) return undefined;
      const found = await unlessMissing(stat(join(path, first)));
      return found && { names, firstBytes: found.size };
    },

    read: async (key) => unlessMissing(readFile(localPath(key))),

    readRange: async (key, from, to, version) => {
      const file = await open(localPath(key), 'r');
      try {
        const found = versionOf(await file.stat());
        if (version !== undefined && found !== version)
          throw new Error(`Cannot read "${key}": expected the version ${version}, not ${found}`);
        const bytes = Buffer.alloc(to - from);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        if (bytesRead < bytes.length)
          throw new Error(
            `Cannot read "${key}" up to byte ${to}: expected more than ${from + bytesRead} bytes`,
          );
        return bytes;
      } finally {
        await file.close();
      }
    },

    write: (key, body) => put(key, (draft) => writeFile(draft, body)),
    writeFile: (key, path) => put(key, (draft) => copyFile(path, draft)),

    removeAll: async (prefix) => {
      refuseEmpty(prefix);
      if (prefix.endsWith('/'))
        return rm(join(folder, checkedPrefix(prefix)), { recursive: true, force: true });
      for await (const { key } of store.list(prefix)) await rm(localPath(key), { force: true });
    },
  };
  return { ...store, localPath };
};

type Entry = { readonly name: string; readonly isFolder: boolean };

/** A folder's files and folders. Drafts are neither: what is being written, or was when a process died. */
const entriesOf = async (path: string): Promise<readonly Entry[]> => {
  const found = (await unlessMissing(readdir(path, { withFileTypes: true }))) ?? [];
  const entries: Entry[] = [];
  for (const entry of found) {
    if (entry.name.startsWith(draftOf(''))) continue;
    const is = entry.isSymbolicLink() ? await stat(join(path, entry.name)) : entry;
    if (is.isFile() || is.isDirectory()) entries.push({ name: entry.name, isFolder: is.isDirectory() });
  }
  return entries;
};

/** What a folder holds, one folder at a time: with a slash after folders' names, the order of names is that of keys. */
const listFolder = async function* (root: string, prefix: string, begin = ''): AsyncGenerator<StoredObject> {
  const names = (await entriesOf(join(root, prefix)))
    .map(({ name, isFolder }) => (isFolder ? `${name}/` : name))
    .filter((name) => name.startsWith(begin))
    .sort(inOrder);
  for (const name of names) {
    if (name.endsWith('/')) yield* listFolder(root, prefix + name);
    else {
      const object = look(root, prefix + name);
      if (object) yield object;
    }
  }
};

/** A file that went after its folder was read is not there. One whose name is not UTF-8 must not be taken for one that went. */
const look = (root: string, key: string): StoredObject | undefined => {
  // Without waiting: there may be millions of files, and a promise for each takes longer than looking at it.
  const found = statSync(`${root}/${key}`, { throwIfNoEntry: false });
  if (found)
    return { key, bytes: found.size, modifiedAt: epochSeconds(found.mtime), version: versionOf(found) };
  if (key.includes('\u{fffd}')) throw new RangeError(`Cannot list "${key}": expected a name in UTF-8`);
  return undefined;
};

const versionOf = ({ ino, size, mtimeMs }: Stats): string => `${ino}-${size}-${mtimeMs}`;

const draftOf = (id: string): string => `.draft-${id}`;

/** @throws RangeError if a directory cannot have it, or it would lead out of the directory */
const checked = (key: string): string => {
  if (key !== '' && key.split('/').every(isName)) return key;
  throw new RangeError(`Cannot use the key ${JSON.stringify(key)}: expected one such as "a/b.csv"`);
};

const checkedPrefix = (prefix: string): string => {
  if (prefix === '' || prefix.replace(/\/$/, '').split('/').every(isName)) return prefix;
  throw new RangeError(`Cannot use the prefix ${JSON.stringify(prefix)}: expected one such as "a/"`);
};

const isName = (part: string): boolean =>
  !['', '.', '..'].includes(part) && !part.includes('\0') && !part.startsWith(draftOf(''));

const unlessMissing = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    // A folder is no object, and below a file there is none.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
};
