import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes in partitions: in memory as long as there are few, else on disk. */
export type Spill = {
  readonly partitions: number;
  /** Adds bytes to a partition. */
  readonly add: (partition: number, bytes: Uint8Array) => void;
  /** All bytes of a partition, in the order in which they came, in memory of their own. */
  readonly read: (partition: number) => Uint8Array;
  /** Removes what is on disk. */
  readonly close: () => void;
};

type Partition = { bytes: Uint8Array; used: number; onDisk: boolean };

/**
 * Opens a spill in a folder of its own. What was added together must be read together, so its reader needs the memory of one
 * partition at a time.
 *
 * @param budget how many bytes may be in memory before all of them go to the disk
 */
export const openSpill = (folder: string, partitions: number, budget = 4 << 20): Spill => {
  const all = Array.from({ length: partitions }, (): Partition => ({
    bytes: new Uint8Array(0),
    used: 0,
    onDisk: false,
  }));
  let inMemory = 0;
  const pathOf = (partition: number): string => join(folder, String(partition));
  const find = (partition: number): Partition => {
    const found = all[partition];
    if (found) return found;
    throw new RangeError(`Cannot use partition ${partition}: expected one below ${partitions}`);
  };

  const flush = (): void => {
    mkdirSync(folder, { recursive: true });
    for (const [partition, one] of all.entries()) {
      if (one.used === 0) continue;
      appendFileSync(pathOf(partition), one.bytes.subarray(0, one.used));
      one.used = 0;
      one.onDisk = true;
    }
    inMemory = 0;
  };

  return {
    partitions,
    add: (partition, bytes) => {
      const one = find(partition);
      if (one.used + bytes.length > one.bytes.length) one.bytes = grown(one, bytes.length);
      one.bytes.set(bytes, one.used);
      one.used += bytes.length;
      inMemory += bytes.length;
      if (inMemory > budget) flush();
    },
    read: (partition) => {
      const one = find(partition);
      const rest = one.bytes.subarray(0, one.used);
      return one.onDisk ? joined(readFileSync(pathOf(partition)), rest) : rest.slice();
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const grown = ({ bytes, used }: Partition, more: number): Uint8Array => {
  const larger = new Uint8Array(Math.max(256, bytes.length * 2, used + more));
  larger.set(bytes.subarray(0, used));
  return larger;
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
};
