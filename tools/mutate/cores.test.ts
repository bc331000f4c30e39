import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cores } from './cores';

it.each(Object.entries(cores))('every file of the core %s exists', (_, { project, files }) => {
  const missing = files.filter((file) => !existsSync(join(__dirname, '../..', project, 'src', file)));
  expect(missing).toEqual([]);
});
