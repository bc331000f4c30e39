import { definitionOf, type RecordKind, recordKinds } from '@dialplane/cdr';
import type { ObjectStore } from '@dialplane/object-store';
import { isIgnoredKey } from '@dialplane/rating-definitions';
import { forEachConcurrently } from '../engine/for-each-concurrently';

/** Objects below the folders of records that no run lists. */
export type UnlistedObjects = {
  readonly objects: number;
  /** Whether there are more objects than were counted. */
  readonly more: boolean;
  /** Keys of some of these objects. */
  readonly examples: readonly string[];
};

/** The most that are counted of one owner: enough to show that many are in the wrong place, without listing years of records. */
const mostCounted = 10_000;
const mostExamples = 3;

/**
 * Finds objects below the folders of records whose keys do not have AWS's layout `<owner>/<year>/<month>/<day>/`, such as
 * `year=2020/month=06/`, so that no run of any window lists them. Looks at the years of every owner, and at the months and days of
 * the prefixes that the run lists.
 */
export const unlistedObjects = async (
  records: Pick<ObjectStore, 'entries' | 'list'>,
  prefixes: readonly string[],
): Promise<UnlistedObjects> => {
  const parents = (depth: number) =>
    new Set(prefixes.map((prefix) => `${prefix.split('/').slice(0, depth).join('/')}/`));
  const [years, months] = [parents(4), parents(5)];
  const inOwner = async (owner: string): Promise<UnlistedObjects> => {
    const { level, found } = openSearch(records);
    for (const year of await level(owner, isYear)) {
      if (!years.has(year)) continue;
      for (const month of await level(year, isMonth)) if (months.has(month)) await level(month, isDay);
    }
    return found();
  };
  const ofKind = async (kind: RecordKind): Promise<UnlistedObjects> => {
    const { level, found } = openSearch(records);
    const owners: string[] = [];
    for (const json of await level(`${definitionOf(kind).folder}/`, (name) => name === 'json'))
      owners.push(...(await level(json, () => true)));
    const inOwners: UnlistedObjects[] = [];
    await forEachConcurrently(ownersAtOnce, owners.entries(), async ([i, owner]) => {
      inOwners[i] = await inOwner(owner);
    });
    return sumOf([found(), ...inOwners]);
  };
  const ofKinds: UnlistedObjects[] = [];
  for (const kind of recordKinds) ofKinds.push(await ofKind(kind));
  return sumOf(ofKinds);
};

/** A bucket answers each listing in some 30 ms, and there may be hundreds of owners. */
const ownersAtOnce = 16;

const sumOf = (parts: readonly UnlistedObjects[]): UnlistedObjects => ({
  objects: parts.reduce((sum, { objects }) => sum + objects, 0),
  more: parts.some(({ more }) => more),
  examples: parts.flatMap(({ examples }) => examples).slice(0, mostExamples),
});

/** Looks at folders, and collects the objects that are not in a folder of the right name. */
const openSearch = (records: Pick<ObjectStore, 'entries' | 'list'>) => {
  let [objects, more] = [0, false];
  const examples: string[] = [];
  const note = (key: string): void => {
    if (isIgnoredKey(key)) return;
    objects += 1;
    if (examples.length < mostExamples) examples.push(key);
  };
  const noteBelow = async (prefix: string): Promise<void> => {
    for await (const { key } of records.list(prefix)) {
      if (objects >= mostCounted) {
        more = true;
        return;
      }
      note(key);
    }
  };
  /** The folders of a level that have valid names. Everything else in the level is recorded as unlisted. */
  const level = async (prefix: string, isRight: (name: string) => boolean): Promise<readonly string[]> => {
    const { folders, files } = await records.entries(prefix);
    for (const name of files) note(prefix + name);
    for (const name of folders.filter((one) => !isRight(one))) await noteBelow(`${prefix}${name}/`);
    return folders.filter(isRight).map((name) => `${prefix}${name}/`);
  };
  return { level, found: (): UnlistedObjects => ({ objects, more, examples }) };
};

const isYear = (name: string): boolean => /^\d{4}$/.test(name);
const isMonth = (name: string): boolean => /^(?:0[1-9]|1[0-2])$/.test(name);
const isDay = (name: string): boolean => /^(?:0[1-9]|[12]\d|3[01])$/.test(name);

/** A sentence for the report; undefined if runs list every object. */
export const describeUnlisted = ({ objects, more, examples }: UnlistedObjects): string | undefined =>
  objects === 0
    ? undefined
    : `${more ? 'More than ' : ''}${objects} objects are not where Amazon Chime writes records (<connector>/<year>/<month>/<day>/), so no run lists them, such as ${examples[0] ?? ''}`;
