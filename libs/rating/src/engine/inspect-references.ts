import type { Reference } from '@dialplane/rating-kernel';
import { forEachConcurrently } from './for-each-concurrently';
import { type ChunkIndex, chunksTogether } from './chunk-index';
import type { InspectedDocument } from './chunk-rater';
import { type LineSpill, openLineSpill } from './line-spill';
import type { RaterPool } from './rater-pool';

/** The tools of an inspection. */
export type Inspection = {
  readonly pool: Pick<RaterPool, 'inspect' | 'size'>;
  readonly chunks: ChunkIndex;
  /** For data that does not fit into memory. */
  readonly folder: string;
  /** The number of partitions for documents with the same hash. */
  readonly partitions: number;
};

type Wanted = {
  readonly hash: string;
  readonly chunk: number;
  readonly offset: number;
  readonly position: number;
};

/**
 * Reads documents again, chunk by chunk, and yields their content: those with the same hash together, one partition at a time. Needs
 * the memory of one partition.
 */
export const inspectReferences = async function* (
  references: Iterable<Reference>,
  { pool, chunks, folder, partitions }: Inspection,
): AsyncGenerator<readonly InspectedDocument[]> {
  const byChunk = openLineSpill<Wanted>(`${folder}/by-chunk`, Math.ceil(chunks.size() / chunksTogether) || 1);
  const byHash = openLineSpill<InspectedDocument>(`${folder}/by-hash`, partitions);
  for (const { hash, chunk, offset, position } of references) {
    byChunk.add(Math.floor(chunk / chunksTogether), { hash: String(hash), chunk, offset, position });
  }
  for (let i = 0; i < byChunk.partitions; i += 1)
    await inspectSome(byChunk.read(i), byHash, { pool, chunks });
  byChunk.close();
  for (let i = 0; i < byHash.partitions; i += 1) {
    const documents = byHash.read(i);
    if (documents.length > 0) yield documents;
  }
  byHash.close();
};

const inspectSome = async (
  wanted: readonly Wanted[],
  byHash: LineSpill<InspectedDocument>,
  { pool, chunks }: Pick<Inspection, 'pool' | 'chunks'>,
): Promise<void> => {
  await forEachConcurrently(
    pool.size,
    groupBy(wanted, ({ chunk }) => chunk),
    async ([number, places]) => {
      const hashes = new Map(places.map(({ offset, hash }) => [offset, BigInt(hash)]));
      for (const document of await pool.inspect(chunks.find(number), places)) {
        byHash.add(Number((hashes.get(document.offset) ?? 0n) % BigInt(byHash.partitions)), document);
      }
    },
  );
};

/** Groups values by a key. */
export const groupBy = <T, K>(values: Iterable<T>, keyOf: (value: T) => K): ReadonlyMap<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};
