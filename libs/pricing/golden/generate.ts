import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goldenFiles } from './golden-files';

/** Writes the golden vectors and their prices into this folder: `npx tsx libs/pricing/golden/generate.ts` */
const folder = import.meta.dirname;
for (const old of ['prices', 'vectors']) rmSync(join(folder, old), { recursive: true, force: true });
for (const [path, text] of Object.entries(goldenFiles())) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
