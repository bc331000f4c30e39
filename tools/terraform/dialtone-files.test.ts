import { parseDialtone } from '@dialplane/dialtone';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../stacks/dialtone');

it.each(readdirSync(folder))('stacks/dialtone/%s is a dialtone that the apps can read', (file) => {
  expect(parseDialtone(JSON.parse(readFileSync(join(folder, file), 'utf8')))).toMatchObject({ ok: true });
});
