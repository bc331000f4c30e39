import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes in partitions: in memory while there are few, otherwise on disk. */
export type Spill = {
  readonly partitions: number;
  /** Adds bytes to a partition. */
  readonly add: (partition: number, bytes: Uint8Array) => void;
  /** All bytes of a partition, in the order in which they were added, in new memory. */
  readonly read: (partition: number) => Uint8Array;
  /** Removes what is on disk. */
  readonly close: () => void;
};

/** The bytes of a partition in memory, and where the rest is in the file, as alternating starts and lengths. */
type Partition = { bytes: Uint8Array; used: number; readonly onDisk: number[] };

/**
 * Opens a spill in a folder of its own. A partition is read as one piece, so the reader needs memory for one partition at a
 * time. All partitions share a file, since opening many takes longer than writing to them.
 *
 * @param budget how many bytes may be in memory before all of them go to the disk
 */
export const openSpill = (folder: string, partitions: number, budget = 2 << 20): Spill => {
  const all = Array.from({ length: partitions }, (): Partition => ({
    bytes: new Uint8Array(0),
    used: 0,
    onDisk: [],
  }));
  let inMemory = 0;
  let file: number | undefined;
  let end = 0;
  const find = (partition: number): Partition => {
    const found = all[partition];
    if (found) return found;
    throw new RangeError(`Cannot use partition ${partition}: expected one below ${partitions}`);
  };
  const open = (): number => {
    mkdirSync(folder, { recursive: true });
    return (file = openSync(join(folder, 'partitions'), 'w+'));
  };

  const flush = (): void => {
    const to = file ?? open();
    for (const one of all) {
      if (one.used === 0) continue;
      writeSync(to, one.bytes, 0, one.used, end);
      one.onDisk.push(end, one.used);
      end += one.used;
      one.used = 0;
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
      const { bytes, used, onDisk } = find(partition);
      const written = onDisk.reduce((sum, number, i) => (i % 2 === 1 ? sum + number : sum), 0);
      const whole = new Uint8Array(written + used);
      let at = 0;
      for (let i = 0; i < onDisk.length && file !== undefined; i += 2) {
        at += readSync(file, whole, at, onDisk[i + 1] ?? 0, onDisk[i] ?? 0);
      }
      whole.set(bytes.subarray(0, used), at);
      return whole;
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const grown = ({ bytes, used }: Partition, more: number): Uint8Array => {
  const larger = new Uint8Array(Math.max(256, bytes.length * 2, used + more));
  larger.set(bytes.subarray(0, used));
  return larger;
};
