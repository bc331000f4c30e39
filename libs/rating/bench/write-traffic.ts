import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { objectsOf } from './objects';
import { benchPriceFiles, priceTable } from './prices';
import type { Seeded, Traffic } from './traffic';

/** What was written: its size, and the deliberate faults. */
export type WrittenTraffic = {
  readonly objects: number;
  readonly documents: number;
  readonly bytes: number;
  readonly seeded: readonly Seeded[];
};

/** The paths in a folder of generated data. */
export const placesIn = (folder: string) => ({
  cdrs: join(folder, 'cdrs'),
  prices: join(folder, 'prices'),
  /** The prices as a plain table, in JSON. */
  table: join(folder, 'prices.json'),
});

/** Writes records and prices into a folder, object by object, one document per line. */
export const writeTraffic = (folder: string, traffic: Traffic): WrittenTraffic => {
  const { cdrs, prices, table } = placesIn(folder);
  let [objects, documents, bytes] = [0, 0, 0];
  const seeded: Seeded[] = [];
  const made = new Set<string>();
  for (const object of objectsOf(traffic)) {
    const path = join(cdrs, object.key);
    const text =
      traffic.recordsPerObject === 1 ? object.documents.join('') : `${object.documents.join('\n')}\n`;
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    made.add(dirname(path));
    writeFileSync(path, text);
    objects += 1;
    documents += object.documents.length;
    bytes += Buffer.byteLength(text);
    seeded.push(...object.seeded);
  }
  for (const [path, text] of Object.entries(
    benchPriceFiles(traffic.form === 'tiers' ? [0, 1_000, 5_000] : [0]),
  )) {
    mkdirSync(dirname(join(prices, path)), { recursive: true });
    writeFileSync(join(prices, path), text);
  }
  writeFileSync(table, JSON.stringify(priceTable));
  return { objects, documents, bytes, seeded };
};
