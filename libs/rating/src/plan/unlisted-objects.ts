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

/** The most that a run counts: enough to show that many are in the wrong place, without listing years of records. */
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
  const counter: Counter = { objects: 0, more: false };
  const inOwner = async (owner: string): Promise<readonly string[]> => {
    const { level, examples } = openSearch(records, counter);
    for (const year of await level(owner, isYear)) {
      if (!years.has(year)) continue;
      for (const month of await level(year, isMonth)) if (months.has(month)) await level(month, isDay);
    }
    return examples;
  };
  const ofKind = async (kind: RecordKind): Promise<readonly string[]> => {
    const { level, examples } = openSearch(records, counter);
    const owners: string[] = [];
    for (const json of await level(`${definitionOf(kind).folder}/`, (name) => name === 'json'))
      owners.push(...(await level(json, () => true)));
    const inOwners: (readonly string[])[] = [];
    await forEachConcurrently(ownersAtOnce, owners.entries(), async ([i, owner]) => {
      inOwners[i] = await inOwner(owner);
    });
    return [...examples, ...inOwners.flat()];
  };
  const examples: string[] = [];
  for (const kind of recordKinds) examples.push(...(await ofKind(kind)));
  return { ...counter, examples: examples.slice(0, mostExamples) };
};

/** Shared by all searches of a run. */
type Counter = { objects: number; more: boolean };

/** A bucket answers each listing in some 30 ms, and there may be hundreds of owners. */
const ownersAtOnce = 16;

/** Looks at folders, and counts the objects that are not in a folder of the right name. */
const openSearch = (records: Pick<ObjectStore, 'entries' | 'list'>, counter: Counter) => {
  const examples: string[] = [];
  const note = (key: string): void => {
    if (isIgnoredKey(key)) return;
    counter.more = counter.objects === mostCounted;
    if (counter.more) return;
    counter.objects += 1;
    if (examples.length < mostExamples) examples.push(key);
  };
  const noteBelow = async (prefix: string): Promise<void> => {
    if (counter.more) return;
    for await (const { key } of records.list(prefix)) {
      note(key);
      if (counter.more) return;
    }
  };
  /** The folders of a level that have valid names. Everything else in the level is recorded as unlisted. */
  const level = async (prefix: string, isRight: (name: string) => boolean): Promise<readonly string[]> => {
    const { folders, files } = await records.entries(prefix);
    for (const name of files) note(prefix + name);
    for (const name of folders.filter((one) => !isRight(one))) await noteBelow(`${prefix}${name}/`);
    return folders.filter(isRight).map((name) => `${prefix}${name}/`);
  };
  return { level, examples };
};

const isYear = (name: string): boolean => /^\d{4}$/.test(name);
const isMonth = (name: string): boolean => /^(?:0[1-9]|1[0-2])$/.test(name);
const isDay = (name: string): boolean => /^(?:0[1-9]|[12]\d|3[01])$/.test(name);

/** A sentence for the report; undefined if runs list every object. */
export const describeUnlisted = ({ objects, more, examples }: UnlistedObjects): string | undefined =>
  objects === 0
    ? undefined
    : `${more ? 'More than ' : ''}${objects} objects are not where Amazon Chime writes records (<connector>/<year>/<month>/<day>/), so no run lists them, such as ${examples[0] ?? ''}`;
